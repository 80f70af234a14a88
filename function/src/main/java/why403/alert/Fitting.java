package why403.alert;

import java.util.ArrayList;
import java.util.List;

/** Lines that take at most so many characters, breaks included; what does not fit is left out whole, and noted. */
final class Fitting {

    private final List<String> lines = new ArrayList<>();
    private int room;
    private boolean cut;

    Fitting(int room) {
        this.room = room;
    }

    /** Takes the line if it fits; shorter ones that come later may still fit. */
    boolean add(String line) {
        if (line.length() + 1 > room) {
            cut = true;
            return false;
        }
        room -= line.length() + 1;
        lines.add(line);
        return true;
    }

    List<String> lines() {
        return lines;
    }

    int room() {
        return room;
    }

    /** Whether something did not fit. */
    boolean isCut() {
        return cut;
    }
}

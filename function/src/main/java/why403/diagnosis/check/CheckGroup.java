package why403.diagnosis.check;

import java.util.List;

/** A family of causes. It is the only type that the family's package exports. */
public interface CheckGroup {

    /** The family's checks for one diagnosis. */
    List<Check> checks();
}

package why403.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;

/**
 * Escapes what JSON itself does not: characters that can control a terminal, hide, or change the direction of the text
 * around them. A viewer can put them into a path. The text stays the same JSON value.
 *
 * <p>Jackson asks for single {@code char}s, and some of these characters are written as a pair of surrogates, so all
 * surrogates are escaped.
 */
final class PrintableEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1L;
    private static final int DELETE = 0x7F;

    private final int[] ascii = standardAsciiEscapesForJSON();

    PrintableEscapes() {
        ascii[DELETE] = CharacterEscapes.ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    /** @return {@code null} for a character that is written as it is, as Jackson requires */
    @Override
    public SerializableString getEscapeSequence(int c) {
        return isUnprintable(c) ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", c)) : null;
    }

    private static boolean isUnprintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}

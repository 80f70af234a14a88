package why403.account;

import java.util.Locale;

/**
 * Turns names from outside into file names. A name is used as it is, except for characters that a file system does not
 * accept, that would lead out of the folder, or that would make it look like the error of another name: these become
 * {@code %XX}. Decoding gives the original name, so two names never share a file.
 */
public final class FileName {

    private static final String FORBIDDEN = "%\\:*?\"<>|";
    private static final String ERROR = ".error";

    private final String name;
    private final boolean slashesAreFolders;

    private FileName(String name, boolean slashesAreFolders) {
        this.name = name;
        this.slashesAreFolders = slashesAreFolders;
    }

    /** The file name for any name except an object key. Every {@code /} is escaped. */
    public static String ofName(String name) {
        return new FileName(name, false).escaped();
    }

    /** The path for an object key. A {@code /} separates folders, unless it is first, last or follows another one. */
    public static String ofKey(String key) {
        return new FileName(key, true).escaped();
    }

    private String escaped() {
        // An empty name would disappear from the path. No other name gives a lone %.
        StringBuilder file = new StringBuilder(name.isEmpty() ? "%" : "");
        for (int i = 0; i < name.length(); i++) {
            if (mustBeEscaped(i)) {
                file.append(escape(name.charAt(i)));
            } else {
                file.append(name.charAt(i));
            }
        }
        return file.toString();
    }

    private boolean mustBeEscaped(int at) {
        char c = name.charAt(at);
        return switch (c) {
            case '/' -> !isFolder(at);
            case '.' -> isOfDotSegment(at) || (at == name.length() - ERROR.length() && name.endsWith(ERROR));
            default -> c < ' ' || c == 0x7F || FORBIDDEN.indexOf(c) >= 0 || isLoneSurrogate(at);
        };
    }

    private boolean isFolder(int slash) {
        return slashesAreFolders && slash > 0 && slash < name.length() - 1 && name.charAt(slash - 1) != '/';
    }

    private boolean isOfDotSegment(int dot) {
        boolean one = isBorder(dot - 1) && isBorder(dot + 1);
        boolean firstOfTwo = isBorder(dot - 1) && isDot(dot + 1) && isBorder(dot + 2);
        boolean secondOfTwo = isBorder(dot - 2) && isDot(dot - 1) && isBorder(dot + 1);
        return one || firstOfTwo || secondOfTwo;
    }

    private boolean isBorder(int at) {
        return at == -1 || at == name.length() || (slashesAreFolders && isInside(at) && name.charAt(at) == '/');
    }

    private boolean isDot(int at) {
        return isInside(at) && name.charAt(at) == '.';
    }

    private boolean isInside(int at) {
        return at >= 0 && at < name.length();
    }

    private boolean isLoneSurrogate(int at) {
        char c = name.charAt(at);
        boolean paired = Character.isHighSurrogate(c)
                ? isInside(at + 1) && Character.isLowSurrogate(name.charAt(at + 1))
                : isInside(at - 1) && Character.isHighSurrogate(name.charAt(at - 1));
        return Character.isSurrogate(c) && !paired;
    }

    /** Everything that is escaped is ASCII, except half a surrogate pair: it has no UTF-8 form and gets the three bytes of its code point. */
    private static String escape(char c) {
        if (Character.isSurrogate(c)) {
            return hex(0xE0 | (c >> 12)) + hex(0x80 | ((c >> 6) & 0x3F)) + hex(0x80 | (c & 0x3F));
        }
        return hex(c);
    }

    private static String hex(int octet) {
        return String.format(Locale.ROOT, "%%%02X", octet);
    }
}

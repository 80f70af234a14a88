package why403.account;

import java.util.Locale;

/**
 * Foreign names as names of files. A name is used as it is but for what no file system takes, what would lead out of
 * its folder, and what would be taken for another name's error: these become {@code %XX}. Undoing that gives the name
 * back, so two names never share a file.
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

    /** Any name but an object key: a {@code /} in it is escaped. */
    public static String ofName(String name) {
        return new FileName(name, false).escaped();
    }

    /** An object key: a {@code /} in it leads into a folder, unless it is first, last or follows another. */
    public static String ofKey(String key) {
        return new FileName(key, true).escaped();
    }

    private String escaped() {
        // An empty name would vanish from its path; a lone % is no other name's file.
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

    /** All that is escaped is ASCII, but half a surrogate pair, which has no UTF-8 and gets the three bytes that it would have. */
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

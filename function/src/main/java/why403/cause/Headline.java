package why403.cause;

/**
 * A cause in a few words, for a title: at most {@value #MOST_WORDS} words, without a full stop.
 *
 * @param now while it goes on, such as {@code bucket example-assets has no bucket policy}
 * @param past once it is over, such as {@code bucket example-assets had no bucket policy}
 */
public record Headline(String now, String past) {

    /** A title has no room for more. */
    public static final int MOST_WORDS = 10;

    /** The same words, whether it goes on or is over. */
    public static Headline always(String words) {
        return new Headline(words, words);
    }
}

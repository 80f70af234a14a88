package why403.trigger;

import why403.text.Printable;

/**
 * An S3 object that an event names, or a log file on disk.
 *
 * @param bucket the bucket's name, not empty
 * @param key the key as S3 knows it (decoded if the event had it URL-encoded), not empty
 */
public record LogObject(String bucket, String key) implements Comparable<LogObject> {

    /** No bucket can have this name. */
    private static final String FILES = "file:";

    public LogObject {
        if (bucket.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException(
                    "A log object needs a bucket and a key, not \"" + bucket + "/" + key + "\"");
        }
    }

    /** A log file on disk, whose path is its key. */
    public static LogObject file(String path) {
        return new LogObject(FILES, path);
    }

    /** Whether it is a file on disk. */
    public boolean isFile() {
        return bucket.equals(FILES);
    }

    /** Bucket, {@code /} and key. Events of different shapes that name the same object give the same identity. */
    public String identity() {
        return bucket + "/" + key;
    }

    /** Written by hand, like {@link #hashCode}, because the first call of a generated one takes 30 ms of a cold start. */
    @Override
    public boolean equals(Object that) {
        return that instanceof LogObject other && bucket.equals(other.bucket) && key.equals(other.key);
    }

    @Override
    public int hashCode() {
        return 31 * bucket.hashCode() + key.hashCode();
    }

    /** By bucket, then key. With an order, a {@code HashMap} is fast even if all hashes are equal, and keys can be chosen so. */
    @Override
    public int compareTo(LogObject that) {
        int byBucket = bucket.compareTo(that.bucket);
        return byBucket != 0 ? byBucket : key.compareTo(that.key);
    }

    /** For people: {@code s3://} and the identity, or the path of a file, with unsafe characters replaced. */
    @Override
    public String toString() {
        return Printable.line(isFile() ? key : "s3://" + identity());
    }
}

package why403.trigger;

/**
 * One S3 object that an event named.
 *
 * @param bucket the bucket's name, not empty
 * @param key the key as S3 knows it (decoded, where the event carried it URL-encoded), not empty
 */
public record LogObject(String bucket, String key) {

    public LogObject {
        if (bucket.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException(
                    "A log object needs a bucket and a key, not \"" + bucket + "/" + key + "\"");
        }
    }

    /** Bucket, {@code /} and key: two events that name the same object are equal here, whatever their shape. */
    public String identity() {
        return bucket + "/" + key;
    }

    /** Written out, as {@link #hashCode} is: the first of a record's own to be called takes 30 ms of a cold start. */
    @Override
    public boolean equals(Object that) {
        return that instanceof LogObject other && bucket.equals(other.bucket) && key.equals(other.key);
    }

    @Override
    public int hashCode() {
        return 31 * bucket.hashCode() + key.hashCode();
    }

    /** For a person: {@code s3://}, the identity, and no control characters. */
    @Override
    public String toString() {
        return Printable.whole("s3://" + identity());
    }
}

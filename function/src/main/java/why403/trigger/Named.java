package why403.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import why403.text.Printable;

/** The bucket and key that a part of an event names, not decoded; empty texts if it names none. */
record Named(String bucket, String key) {

    /** Reads a node that contains {@code bucket.name} and {@code object.key}. */
    static Named in(JsonNode node) {
        return new Named(
                text(node.path("bucket").path("name")), text(node.path("object").path("key")));
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.asText() : "";
    }

    /** A name for a message. */
    static String of(JsonNode node) {
        Named named = in(node);
        return Printable.name("s3://" + named.bucket + "/" + named.key);
    }

    Named withKey(String decoded) {
        return new Named(bucket, decoded);
    }

    /** @param part the part of the event, with its article */
    Reading reading(String part) {
        if (bucket.isEmpty()) {
            return Reading.problem(part + " without a bucket name");
        }
        return key.isEmpty()
                ? Reading.problem(part + " without an object key")
                : Reading.object(new LogObject(bucket, key));
    }
}

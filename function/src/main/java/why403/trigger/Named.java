package why403.trigger;

import com.fasterxml.jackson.databind.JsonNode;

/** The bucket and key that a part of an event names, as it names them; empty where it names none. */
record Named(String bucket, String key) {

    /** Of a node that holds {@code bucket.name} and {@code object.key}. */
    static Named in(JsonNode node) {
        return new Named(
                text(node.path("bucket").path("name")), text(node.path("object").path("key")));
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.asText() : "";
    }

    /** For a line said to a person. */
    static String of(JsonNode node) {
        Named named = in(node);
        return Printable.of("s3://" + named.bucket + "/" + named.key);
    }

    Named withKey(String decoded) {
        return new Named(bucket, decoded);
    }

    /** @param part what names them, with its article */
    Reading reading(String part) {
        if (bucket.isEmpty()) {
            return Reading.problem(part + " without a bucket name");
        }
        return key.isEmpty()
                ? Reading.problem(part + " without an object key")
                : Reading.object(new LogObject(bucket, key));
    }
}

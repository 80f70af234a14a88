package why403.lambda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import why403.trigger.LogObject;

/**
 * The only bucket whose objects the function reads. An event can name any bucket, and with the permission to read the
 * objects of the sites, the role can read every bucket of the account.
 *
 * @param name empty for any bucket
 */
record LogBucket(Optional<String> name) {

    /**
     * The objects of other buckets, each with a sentence. Their messages fail and go to the dead-letter queue: if the
     * setting is wrong, they are logs, and after a redrive they are counted.
     */
    Map<LogObject, String> refused(List<LogObject> objects) {
        Map<LogObject, String> refused = new LinkedHashMap<>();
        name.ifPresent(own -> objects.stream()
                .filter(object -> !object.bucket().equals(own))
                .forEach(object -> refused.put(object, sentence(object, own))));
        return refused;
    }

    private static String sentence(LogObject object, String own) {
        return object + " was not read, because the function reads only the bucket " + own + ". If the object is a log,"
                + " deploy the stack with the bucket of the object as logBucket, and redrive the dead-letter queue."
                + " Otherwise stop the events of that bucket.";
    }
}

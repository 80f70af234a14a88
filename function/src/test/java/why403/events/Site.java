package why403.events;

import java.util.List;

/**
 * A distribution, as its logs name it.
 *
 * @param domainName the distribution's own
 * @param host the one that viewers ask for
 * @param behaviors path patterns of the form {@code /prefix/*}, besides the default one
 */
record Site(String distributionId, String domainName, String host, List<String> behaviors) {

    String arn() {
        return "arn:aws:cloudfront::" + Recordings.ACCOUNT + ":distribution/" + distributionId;
    }

    String behaviorOf(String path) {
        return behaviors.stream()
                .filter(pattern -> path.startsWith(pattern.substring(0, pattern.length() - 1)))
                .findFirst()
                .orElse("*");
    }
}

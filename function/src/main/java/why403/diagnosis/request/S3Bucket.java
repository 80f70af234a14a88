package why403.diagnosis.request;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import why403.cause.AwsResource;
import why403.text.Shell;

/**
 * The bucket behind an origin.
 *
 * @param partition such as {@code aws}
 * @param region empty if the host name does not contain it
 */
public record S3Bucket(String name, String partition, Optional<String> region) {

    /** A region has few and short parts. A loop without a bound takes a stack frame for each of its turns. */
    private static final Pattern REST_ENDPOINT = Pattern.compile(
            "(?<bucket>.+?)\\.s3(-external-1|-accelerate)?(\\.dualstack)?([.-](?<region>[a-z]{2}(-[a-z]{1,20}){1,4}-\\d{1,3}))?"
                    + "\\.amazonaws\\.com(?<china>\\.cn)?");

    /** Any host of S3's REST API: of a bucket, or of S3 itself, which takes the bucket's name in the path. */
    private static final Pattern REST_HOST =
            Pattern.compile("(.+\\.)?s3([.-](?!website|accesspoint)[a-z0-9.-]+)?\\.amazonaws\\.com(\\.cn)?");

    /** An alias of an access point, a Multi-Region Access Point, or an access point by its name and account. */
    private static final Pattern ACCESS_POINT =
            Pattern.compile("[a-z0-9-]+-s3alias\\.s3[.-][a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?"
                    + "|[a-z0-9.-]+\\.accesspoint\\.s3-global\\.amazonaws\\.com"
                    + "|[a-z0-9-]+\\.s3-accesspoint\\.[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");

    /** A website endpoint; some regions have a dash before the region, others a dot. */
    private static final Pattern WEBSITE_ENDPOINT = Pattern.compile(
            "(?<bucket>.+?)\\.s3-website[.-](?<region>[a-z]{2}(-[a-z]{1,20}){1,4}-\\d{1,3})\\.amazonaws\\.com(?<china>\\.cn)?",
            Pattern.CASE_INSENSITIVE);

    /** The bucket of a website endpoint; empty for any other host. */
    public static Optional<S3Bucket> ofWebsiteHost(String domainName) {
        Matcher host = WEBSITE_ENDPOINT.matcher(domainName);
        if (!host.matches()) {
            return Optional.empty();
        }
        Optional<String> region = Optional.of(host.group("region").toLowerCase(Locale.ROOT));
        return Optional.of(new S3Bucket(host.group("bucket"), partition(host.group("china"), region), region));
    }

    /**
     * Whether the host is that of an S3 access point, which has a policy of its own in front of those of its buckets.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points.html">AWS: access points</a>
     */
    public static boolean isAccessPoint(String domainName) {
        return ACCESS_POINT.matcher(domainName).matches();
    }

    /** Whether S3's REST API answers at that host. Website endpoints and access points have hosts of other forms. */
    public static boolean isRestHost(String domainName) {
        return REST_HOST.matcher(domainName).matches();
    }

    /** The bucket of a REST endpoint; empty for any other host, such as a website endpoint or an access point. */
    public static Optional<S3Bucket> ofHost(String domainName) {
        Matcher host = REST_ENDPOINT.matcher(domainName);
        if (!host.matches() || host.group("bucket").endsWith("-s3alias")) {
            return Optional.empty();
        }
        Optional<String> region = Optional.ofNullable(host.group("region"));
        return Optional.of(new S3Bucket(host.group("bucket"), partition(host.group("china"), region), region));
    }

    private static String partition(String china, Optional<String> region) {
        if (china != null) {
            return "aws-cn";
        }
        return region.filter(name -> name.startsWith("us-gov-")).isPresent() ? "aws-us-gov" : "aws";
    }

    public String arn() {
        return "arn:" + partition + ":s3:::" + name;
    }

    public String arnOf(String key) {
        return arn() + "/" + key;
    }

    /** The {@code --region} option for an {@code aws} command, with a space before it; empty if the region is not known. */
    public String regionOption() {
        return region.map(code -> " --region " + Shell.word(code)).orElse("");
    }

    /** A bucket has several host names, with and without its region. Only its name and partition identify it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof S3Bucket bucket && name.equals(bucket.name) && partition.equals(bucket.partition);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, partition);
    }

    /** The bucket for a link to the console. */
    public AwsResource resource() {
        return new AwsResource.Bucket(partition, name, region);
    }
}

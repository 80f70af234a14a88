package why403.events;

import java.util.Collection;
import java.util.Random;

/** What a resource answers. The lengths are those of the pages that CloudFront and S3 really send. */
interface Answer {

    Reply to(Viewer viewer, Random random);

    /** A file that edges keep: mostly hits, some revalidated, some not modified. */
    static Answer cached(String contentType, long length) {
        return (viewer, random) -> {
            int luck = random.nextInt(100);
            return luck < 12
                    ? Reply.notModified(random)
                    : Reply.found(luck < 78 ? "Hit" : luck < 83 ? "RefreshHit" : "Miss", contentType, length, random);
        };
    }

    /** A page that the origin makes each time. */
    static Answer made(String contentType, long length) {
        return (viewer, random) -> Reply.found("Miss", contentType, length + random.nextInt(400), random);
    }

    /** A long file, requested in parts. */
    static Answer inParts(String contentType, long length) {
        return (viewer, random) -> Reply.part(random.nextInt(10) < 7 ? "Hit" : "Miss", contentType, length, random);
    }

    /** S3 refuses: all its refusals look like this. */
    static Answer s3Refuses() {
        return (viewer, random) -> Reply.originError("403", "application/xml", "-", 243, random);
    }

    /** S3 got a signature that was made for another host. Its answer contains the text that it expected to be signed. */
    static Answer s3Mismatch() {
        return (viewer, random) -> Reply.originError("403", "application/xml", "-", 2_380 + random.nextInt(60), random);
    }

    /** The origin refused, and CloudFront answers with an error page of the distribution. */
    static Answer errorPage(String status, int length) {
        return (viewer, random) -> Reply.originError(status, "text/html", Integer.toString(length), length, random);
    }

    /** S3 says that the key does not exist, which it does only if the caller may list the bucket. */
    static Answer s3HasNone() {
        return (viewer, random) -> Reply.originError("404", "application/xml", "-", 306, random);
    }

    /** The origin's own server answers with an error page of its own. */
    static Answer originRefuses(String status, String contentType, int length) {
        return (viewer, random) -> Reply.originError(status, contentType, Integer.toString(length), length, random);
    }

    /** AWS WAF blocks by its default page. */
    static Answer wafBlocks() {
        return (viewer, random) -> Reply.edgeError("Error", "text/html", 919, random);
    }

    /** AWS WAF blocks an upload, of which it sees the beginning before the rest has arrived. */
    static Answer wafBlocksUpload() {
        return (viewer, random) ->
                Reply.edgeError("Error", "text/html", 919, random).after(20 + random.nextInt(1400));
    }

    /** The cache behavior does not allow the method. */
    static Answer methodRefused() {
        return (viewer, random) -> Reply.edgeError("InvalidRequestMethod", "text/html", 1053, random);
    }

    /** A signed URL is refused, for example because it has expired. */
    static Answer signatureRefused() {
        return (viewer, random) -> Reply.edgeError("Error", "text/xml", 110, random);
    }

    /** Only these countries get this answer; the others are refused at the edge. */
    default Answer onlyFor(Collection<String> countries) {
        return (viewer, random) -> viewer.isFrom(countries)
                ? to(viewer, random)
                : Reply.edgeError("ClientGeoBlocked", "text/html", 986, random);
    }

    /** Another answer for this many of a hundred requests. */
    default Answer but(int percent, Answer other) {
        return (viewer, random) -> (random.nextInt(100) < percent ? other : this).to(viewer, random);
    }
}

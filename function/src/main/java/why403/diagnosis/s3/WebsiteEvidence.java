package why403.diagnosis.s3;

import java.util.List;
import why403.diagnosis.access.S3Inspection;
import why403.diagnosis.access.WebsiteRequest;
import why403.diagnosis.check.Explained;
import why403.text.Printable;

/** Sentences that the checks on website endpoints share. */
final class WebsiteEvidence {

    private WebsiteEvidence() {}

    /** The requests as the website endpoint saw them. */
    static List<WebsiteRequest> requests(List<Explained> explained, S3Inspection inspection) {
        return explained.stream()
                .flatMap(one -> inspection.website(one.request()).stream())
                .toList();
    }

    /** How CloudFront asks the origin, a sentence. */
    static String endpoint(WebsiteRequest request) {
        return "Origin " + Printable.excerpt(request.origin().id()) + " is the website endpoint "
                + Printable.excerpt(request.origin().domainName())
                + ", to which CloudFront sends unsigned requests over HTTP.";
    }

    /** The way without a public bucket. The REST endpoint lacks features of a website, so no command makes this change. */
    static String useRestEndpoint(WebsiteRequest request) {
        return "Use the REST endpoint " + request.bucket().name() + ".s3."
                + request.bucket().region().map(code -> code + ".").orElse("")
                + "amazonaws.com as the origin, with an OAC and a bucket policy that allows the distribution. The REST endpoint"
                + " has no index documents in folders and no redirects, so add a function that rewrites the paths if the site"
                + " needs them";
    }
}

package why403.diagnosis.s3;

import java.util.List;
import java.util.Optional;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.RemedyStep;
import why403.text.Phrases;
import why403.text.Shell;

/** Gives the root or a folder its index document. */
final class DefaultRootFix {

    private static final String INDEX = "index.html";

    private DefaultRootFix() {}

    static Fix of(List<S3Request> requests, RootObjectFault fault) {
        S3Request request = requests.get(0);
        return switch (fault) {
            case NOT_SET -> set(request, INDEX);
            case BEGINS_WITH_SLASH -> set(request, withoutSlash(request));
            case ABSENT -> upload(request);
            case FOLDER -> rewrite(requests);
        };
    }

    private static String withoutSlash(S3Request request) {
        return Optional.of(request.distribution()
                        .distributionConfig()
                        .defaultRootObject()
                        .replaceFirst("^/+", ""))
                .filter(object -> !object.isEmpty())
                .orElse(INDEX);
    }

    private static Fix set(S3Request request, String object) {
        return Fix.of(
                "Set the default root object, without a leading slash",
                new RemedyStep.SetDefaultRootObject(request.distribution().id(), object));
    }

    private static Fix upload(S3Request request) {
        String key = request.asked().key().orElse(INDEX);
        Command copy = new Command(
                "Upload the object from a local file",
                "aws s3 cp " + Shell.word("./" + key.substring(key.lastIndexOf('/') + 1)) + " "
                        + Shell.word("s3://" + request.bucket().name() + "/" + key)
                        + request.bucket().regionOption(),
                Effect.CHANGES_CONTENT);
        return Fix.of(
                "Upload the default root object, or set another one with update-distribution --default-root-object",
                new RemedyStep.Run(List.of(copy)));
    }

    private static Fix rewrite(List<S3Request> requests) {
        S3Request request = requests.get(0);
        return request.keyMayBeRewritten()
                ? Fix.byHand("Make function " + Phrases.list(request.rewriters())
                        + " add index.html to each path that ends with a slash")
                : IndexRewrite.toFolderIndex(
                        requests,
                        "Add index.html to each path that ends with a slash, with a function at viewer-request");
    }
}

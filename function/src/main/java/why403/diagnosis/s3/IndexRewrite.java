package why403.diagnosis.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import why403.cause.Command;
import why403.cause.Command.Effect;
import why403.diagnosis.access.S3Request;
import why403.diagnosis.remedy.DistributionEdit;
import why403.diagnosis.remedy.Fix;
import why403.diagnosis.remedy.Jq;
import why403.diagnosis.remedy.LocalFile;
import why403.diagnosis.remedy.RemedyStep;
import why403.text.Shell;

/** A CloudFront function at viewer-request that asks the bucket for a page in place of a folder or a deep link. */
final class IndexRewrite {

    private static final String FOLDER_CODE = "function handler(event) { var request = event.request;"
            + " if (request.uri.endsWith(\"/\")) { request.uri += \"index.html\"; } return request; }";

    private static final String APP_CODE = "function handler(event) { var request = event.request;"
            + " var last = request.uri.substring(request.uri.lastIndexOf(\"/\"));"
            + " if (!last.includes(\".\")) { request.uri = \"/index.html\"; } return request; }";

    private static final int LONGEST_NAME = 64;

    private IndexRewrite() {}

    /** Adds {@code index.html} to each path that ends with a slash. */
    static Fix toFolderIndex(List<S3Request> requests, String summary) {
        return of("add-index-", FOLDER_CODE, requests, summary);
    }

    /** Replaces each path without a file extension by {@code /index.html}. */
    static Fix toAppPage(List<S3Request> requests, String summary) {
        return of("app-page-", APP_CODE, requests, summary);
    }

    private static Fix of(String prefix, String code, List<S3Request> requests, String summary) {
        String distribution = requests.get(0).distribution().id();
        String name = (prefix + distribution).replaceAll("[^A-Za-z0-9_-]", "-");
        String function = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        String file = LocalFile.named(function, ".json");
        List<RemedyStep> steps = new ArrayList<>();
        steps.add(new RemedyStep.Run(commands(function, file, code)));
        steps.add(DistributionEdit.of(
                distribution,
                "Run the function at viewer-request",
                List.of("--slurpfile function " + Shell.word(file)),
                associations(requests)));
        return Fix.of(summary).then(steps.stream());
    }

    /** The last command reads what the others leave in a file, so each of them removes the file if it fails. */
    private static List<Command> commands(String function, String file, String code) {
        String codeFile = LocalFile.named(function, ".js");
        String answer = Shell.word(file);
        String errors = Shell.word(LocalFile.named(function, "-error.txt"));
        String name = " --name " + Shell.word(function);
        return List.of(
                new Command(
                        "Write the function's code",
                        "printf '%s' " + Shell.quoted(code) + " >| " + Shell.word(codeFile),
                        Effect.PREPARES),
                new Command(
                        "Create the function, unless an earlier run created it",
                        "rm -f " + answer + "; jq --version >| " + errors + " && { aws cloudfront describe-function"
                                + name
                                + " --output json >| " + answer + " 2>| " + errors
                                + " || { grep -q '(NoSuchFunctionExists)' " + errors
                                + " && aws cloudfront create-function" + name + " --output json"
                                + " --function-config Comment=why403,Runtime=cloudfront-js-2.0 --function-code "
                                + Shell.word("fileb://" + codeFile) + " >| " + answer + "; } || { cat " + errors
                                + " >&2; rm -f " + answer + "; }; }",
                        Effect.CHANGES_CONFIGURATION),
                new Command(
                        "Publish the function",
                        "test -s " + answer + " && aws cloudfront publish-function" + name
                                + " --if-match \"$(jq -r .ETag " + answer + ")\" || rm -f " + answer,
                        Effect.CHANGES_CONFIGURATION));
    }

    /** A cache behavior runs one function at viewer-request, so another one is never replaced. */
    private static String associations(List<S3Request> requests) {
        return "$function[0].FunctionSummary.FunctionMetadata.FunctionARN as $arn | "
                + requests.stream()
                        .flatMap(request -> request.forbidden().behavior().stream())
                        .map(Jq::path)
                        .distinct()
                        .map(behavior -> behavior
                                + ".FunctionAssociations |= (((.Items // []) - [{\"EventType\": \"viewer-request\","
                                + " \"FunctionARN\": $arn}]) | if any(.[]; .EventType == \"viewer-request\") then"
                                + " error(\"the cache behavior runs another function at viewer-request\") else . +"
                                + " [{\"EventType\": \"viewer-request\", \"FunctionARN\": $arn}] end"
                                + " | {Quantity: length, Items: .})")
                        .collect(Collectors.joining(" | "));
    }
}

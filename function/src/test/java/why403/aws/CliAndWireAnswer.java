package why403.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import why403.account.Question;
import why403.account.Questions;
import why403.folder.CliAnswers;

/**
 * The answer to a question in two formats.
 *
 * @param printed what {@code aws} prints
 * @param wire the HTTP response that the API reference documents
 */
record CliAndWireAnswer(Question<?> question, String printed, HttpReply wire) {

    /** Recordings are read without byte members such as SearchString, because no check uses them. */
    private static final String WEB_ACL = CliAnswers.GET_WEB_ACL.replaceAll("\"SearchString\": \"[^\"]*\",", "");

    static Stream<CliAndWireAnswer> ofEveryQuestion() {
        return Stream.of(
                cloudFront(
                        Questions.listDistributions(),
                        CliAnswers.LIST_DISTRIBUTIONS,
                        WireAnswers.LIST_DISTRIBUTIONS,
                        Map.of()),
                cloudFront(
                        Questions.distribution("E2EXAMPLE"),
                        CliAnswers.GET_DISTRIBUTION,
                        WireAnswers.GET_DISTRIBUTION,
                        Map.of("ETag", "E2QWRUHEXAMPLE")),
                cloudFront(
                        Questions.originAccessControl("E1OAC"),
                        CliAnswers.GET_ORIGIN_ACCESS_CONTROL,
                        WireAnswers.GET_ORIGIN_ACCESS_CONTROL,
                        Map.of("ETag", "ETVABCEXAMPLE2")),
                cloudFront(
                        Questions.originAccessIdentity("E74FTE3AEXAMPLE"),
                        CliAnswers.GET_ORIGIN_ACCESS_IDENTITY,
                        WireAnswers.GET_ORIGIN_ACCESS_IDENTITY,
                        Map.of("ETag", "E2QWRUHEXAMPLE")),
                cloudFront(
                        Questions.keyGroup("kg-1"),
                        CliAnswers.GET_KEY_GROUP,
                        WireAnswers.GET_KEY_GROUP,
                        Map.of("ETag", "E2QWRUHEXAMPLE")),
                cloudFront(
                        Questions.publicKey("K2EXAMPLE"),
                        CliAnswers.GET_PUBLIC_KEY,
                        WireAnswers.GET_PUBLIC_KEY,
                        Map.of("ETag", "E2QWRUHEXAMPLE")),
                cloudFront(
                        Questions.function("rewrite"),
                        CliAnswers.DESCRIBE_FUNCTION,
                        WireAnswers.DESCRIBE_FUNCTION,
                        Map.of("ETag", "ETVPDKIKX0DER")),
                new CliAndWireAnswer(
                        Questions.bucketPolicy("example-assets", Optional.of("eu-west-1")),
                        CliAnswers.GET_BUCKET_POLICY,
                        HttpReply.text(200, "application/json", WireAnswers.GET_BUCKET_POLICY)),
                new CliAndWireAnswer(
                        Questions.object("example-assets", "docs/a b+c%/ü.html", Optional.empty()),
                        CliAnswers.HEAD_OBJECT,
                        head()),
                new CliAndWireAnswer(
                        Questions.webAcl("edge", "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"),
                        WEB_ACL,
                        HttpReply.json(200, WEB_ACL)));
    }

    private static CliAndWireAnswer cloudFront(
            Question<?> question, String printed, String xml, Map<String, String> headers) {
        HttpReply reply = HttpReply.xml(200, xml);
        Map<String, String> all = new HashMap<>(reply.headers());
        all.putAll(headers);
        return new CliAndWireAnswer(question, printed, new HttpReply(200, all, reply.body()));
    }

    private static HttpReply head() {
        Map<String, String> headers = Map.of(
                "Accept-Ranges", "bytes",
                "Last-Modified", "Tue, 24 Nov 2026 09:00:00 GMT",
                "Content-Length", "77",
                "ETag", "\"30a6ec7e1a9ad79c203d05a589c8b400\"",
                "x-amz-version-id", "null",
                "Content-Type", "binary/octet-stream",
                "x-amz-server-side-encryption", "AES256",
                "x-amz-meta-owner", "web",
                "x-amz-storage-class", "GLACIER");
        return new HttpReply(200, headers, "");
    }

    @Override
    public String toString() {
        return question.operation().name();
    }
}

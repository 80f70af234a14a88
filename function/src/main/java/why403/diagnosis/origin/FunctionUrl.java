package why403.diagnosis.origin;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import why403.cause.AwsResource;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.request.OriginKind;
import why403.text.Shell;

/**
 * A function URL that is known.
 *
 * @param arn of the function, or of its alias that has the URL
 * @param function its name, and for an alias a colon and the alias
 * @param region as in the host
 * @param created empty if the account did not say it in a form that can be read
 */
record FunctionUrl(
        String arn,
        String function,
        Optional<String> region,
        Optional<FunctionUrlAuthType> authType,
        Optional<Instant> created) {

    /** Lambda prints {@code 2026-11-24T12:00:00.123Z} and {@code …+0000}. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT);

    /** Empty if it is not known which function has the URL. */
    static Optional<FunctionUrl> of(Origin origin, AccountInquiry account) {
        return account.functionUrl(origin.domainName(), OriginKind.FUNCTION_URL.region(origin))
                .flatMap(config -> Optional.ofNullable(config.functionArn())
                        .flatMap(Arn::tryFromString)
                        .filter(arn -> arn.resource()
                                .resourceType()
                                .filter("function"::equals)
                                .isPresent())
                        .map(arn -> of(arn, config, OriginKind.FUNCTION_URL.region(origin))));
    }

    private static FunctionUrl of(Arn arn, FunctionUrlConfig config, Optional<String> region) {
        String name = arn.resource().resource();
        return new FunctionUrl(
                arn.toString(),
                arn.resource().qualifier().map(alias -> name + ":" + alias).orElse(name),
                region,
                Optional.ofNullable(config.authType()),
                Optional.ofNullable(config.creationTime()).flatMap(FunctionUrl::time));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, TIME).toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** The function as a resource that the cause is about. */
    AwsResource resource() {
        int colon = function.indexOf(':');
        return new AwsResource.LambdaFunction(colon < 0 ? function : function.substring(0, colon), region);
    }

    /** The options of an {@code aws lambda} command that name the function. */
    String options() {
        int colon = function.indexOf(':');
        return " --function-name " + Shell.word(colon < 0 ? function : function.substring(0, colon))
                + (colon < 0 ? "" : " --qualifier " + Shell.word(function.substring(colon + 1)))
                + region.map(name -> " --region " + Shell.word(name)).orElse("");
    }
}

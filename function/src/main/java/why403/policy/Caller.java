package why403.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The principal that makes a request, and the condition keys of the request as far as they are known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html">
 *     AWS: restrict access to an S3 origin</a>
 */
public record Caller(Principal principal, Context context) {

    private static final String CLOUDFRONT = "cloudfront.amazonaws.com";
    private static final String SECURE = "aws:SecureTransport";
    private static final String SOURCE_ARN = "aws:SourceArn";
    private static final String SOURCE_ACCOUNT = "aws:SourceAccount";

    private static final String[] VPC = {"aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn", "aws:VpcSourceIp"};
    private static final String[] ORGANIZATION = {"aws:PrincipalOrgID", "aws:PrincipalOrgPaths"};

    private static final Context CONTROL = Context.unknown()
            .with("aws:PrincipalIsAWSService", "true")
            .with("aws:PrincipalServiceName", CLOUDFRONT)
            .withInferred(SECURE, "true")
            .without("aws:SourceIp", "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalTag/*", "aws:Referer")
            .without(VPC)
            .without(ORGANIZATION);

    private static final Context IDENTITY = Context.unknown()
            .withInferred("aws:PrincipalIsAWSService", "false")
            .without(SOURCE_ARN, SOURCE_ACCOUNT)
            .without(VPC)
            .without(ORGANIZATION);

    private static final Context ANONYMOUS = Context.unknown()
            .without(SOURCE_ARN, SOURCE_ACCOUNT, "aws:PrincipalArn", "aws:PrincipalAccount")
            .without("aws:PrincipalIsAWSService", "aws:PrincipalServiceName", "aws:PrincipalTag/*")
            .without(VPC)
            .without(ORGANIZATION);

    /**
     * CloudFront, signing with an origin access control.
     *
     * @param account the account of the distribution
     * @param at the time of the request
     */
    public static Caller originAccessControl(String distributionArn, String account, Instant at) {
        Context context = at(CONTROL, at).with(SOURCE_ARN, distributionArn).with(SOURCE_ACCOUNT, account);
        return new Caller(new Principal.Service(CLOUDFRONT), context);
    }

    /** CloudFront, signing with an origin access control for a distribution that is not known. */
    public static Caller someOriginAccessControl(Instant at) {
        return new Caller(new Principal.Service(CLOUDFRONT), at(CONTROL, at));
    }

    /**
     * CloudFront, signing with an origin access identity.
     *
     * @param overHttps whether the viewer used HTTPS, because CloudFront then does the same; empty if it is not known
     */
    public static Caller originAccessIdentity(
            Principal.OriginAccessIdentity identity, Instant at, Optional<Boolean> overHttps) {
        Context context = at(IDENTITY, at).withInferred("aws:PrincipalArn", identity.arn());
        return new Caller(
                identity,
                overHttps
                        .map(https -> context.withInferred(SECURE, https.toString()))
                        .orElse(context));
    }

    /**
     * CloudFront without a signature, at a bucket's REST endpoint.
     *
     * @param referer the {@code Referer} header that the origin's custom headers set; empty if they set none
     */
    public static Caller anonymous(Instant at, Optional<String> referer) {
        Context context = at(ANONYMOUS, at);
        return new Caller(
                new Principal.Anonymous(),
                referer.map(value -> context.with("aws:Referer", value)).orElse(context));
    }

    /** CloudFront at a bucket's website endpoint, which supports no signatures and no HTTPS. */
    public static Caller anonymousToWebsite(Instant at, Optional<String> referer) {
        Caller rest = anonymous(at, referer);
        return new Caller(rest.principal(), rest.context().with(SECURE, "false"));
    }

    /** CloudFront at a Lambda function URL, signing with an origin access control. */
    public static Caller ofFunctionUrl(String distributionArn, String account, Instant at) {
        Caller control = originAccessControl(distributionArn, account, at);
        return new Caller(
                control.principal(),
                control.context()
                        .with("lambda:FunctionUrlAuthType", "AWS_IAM")
                        .with("lambda:InvokedViaFunctionUrl", "true"));
    }

    /**
     * S3 at a KMS key, on behalf of CloudFront's origin access control.
     *
     * @param region of the bucket; empty if it is not known
     * @param encryptedArn the object's ARN; the bucket's ARN if it uses a bucket key
     */
    public static Caller ofKeyThroughS3(
            String distributionArn, String account, Instant at, Optional<String> region, String encryptedArn) {
        Caller control = originAccessControl(distributionArn, account, at);
        Context context = control.context().with("kms:EncryptionContext:aws:s3:arn", encryptedArn);
        return new Caller(
                control.principal(),
                region.map(name -> context.with("kms:ViaService", "s3." + name + ".amazonaws.com"))
                        .orElse(context));
    }

    /**
     * Any principal with these condition keys and those that follow from the principal. All other keys are absent.
     *
     * @param keys the values of each key
     */
    public static Caller stated(Principal principal, Map<String, List<String>> keys) {
        return new Caller(principal, principal.following(Context.absent())).with(keys);
    }

    /** The same principal with these condition keys, which replace what was known about them. */
    public Caller with(Map<String, List<String>> keys) {
        Context more = context;
        for (Map.Entry<String, List<String>> key : keys.entrySet()) {
            more = more.with(key.getKey(), key.getValue().toArray(String[]::new));
        }
        return new Caller(principal, more);
    }

    private static Context at(Context context, Instant at) {
        return context.with("aws:CurrentTime", at.toString())
                .with("aws:EpochTime", String.valueOf(at.getEpochSecond()));
    }
}

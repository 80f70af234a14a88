package why403.diagnosis.signature;

/** What a signer did wrong in form, so that CloudFront cannot even read the policy or the signature. */
public enum SignatureDefect {
    POLICY_NOT_BASE64("the policy is not base64", "Encode the policy in base64, and replace + by -, = by _ and / by ~"),
    POLICY_NOT_JSON(
            "the policy is not JSON",
            "Encode the JSON text of the policy once, as it was signed. Check that nothing cut it off or encoded it again"),
    POLICY_BEYOND_LIMITS(
            "the policy is nested too deeply, or has a number that is too long",
            "Sign a policy of the form that CloudFront documents: one statement with a resource and its conditions"),
    POLICY_TOO_LONG("the policy is longer than CloudFront accepts", "Sign a shorter policy"),
    POLICY_STANDARD_BASE64(
            "the policy is in standard base64", "Replace + by -, = by _ and / by ~ in the policy's base64 text"),
    MILLISECONDS(
            "a time is in milliseconds",
            "Give times in seconds since 1970: divide the milliseconds by 1,000 and round down"),
    NO_EXPIRY(
            "there is no time of expiry",
            "Add the expiry in seconds since 1970: the condition DateLessThan with AWS:EpochTime in a custom policy,"
                    + " otherwise the parameter Expires"),
    NO_SIGNATURE("there is no signature", "Send the signature together with the key id and the policy or expiry"),
    SIGNATURE_NOT_BASE64(
            "the signature is not base64", "Encode the signature in base64, and replace + by -, = by _ and / by ~"),
    SIGNATURE_STANDARD_BASE64(
            "the signature is in standard base64", "Replace + by -, = by _ and / by ~ in the signature's base64 text");

    private final String words;
    private final String fix;

    SignatureDefect(String words, String fix) {
        this.words = words;
        this.fix = fix;
    }

    /** A clause. */
    public String words() {
        return words;
    }

    /** What the signer must do instead, one sentence without its full stop. */
    public String fix() {
        return fix;
    }
}

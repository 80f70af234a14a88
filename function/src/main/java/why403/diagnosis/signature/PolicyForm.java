package why403.diagnosis.signature;

import java.util.function.UnaryOperator;

/** How the text of a policy that was signed can differ from the text that CloudFront checks. */
public enum PolicyForm {
    AS_SENT("", "", text -> text),
    WITH_LINE_END(
            "with a line end after the policy",
            "Sign the policy without a line end after it: many programs write one to a file (printf '%s' does not)",
            text -> text + "\n"),
    WITHOUT_WHITE_SPACE(
            "for a policy without white space",
            "Sign exactly the bytes that are sent as the policy: remove white space before both steps",
            text -> text.replaceAll("\\s", "")),
    STRIPPED(
            "for a policy without white space at its ends",
            "Sign exactly the bytes that are sent as the policy: remove white space before both steps",
            String::strip);

    private final String words;
    private final String fix;

    @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
    private final UnaryOperator<String> signed;

    PolicyForm(String words, String fix, UnaryOperator<String> signed) {
        this.words = words;
        this.fix = fix;
        this.signed = signed;
    }

    /** The policy that was signed, if that one is checked. One {@code char} for each byte. */
    String signed(String checked) {
        return signed.apply(checked);
    }

    /** After "the signature is valid". */
    public String words() {
        return words;
    }

    /** What the signer must change, one sentence without its full stop. */
    public String fix() {
        return fix;
    }
}

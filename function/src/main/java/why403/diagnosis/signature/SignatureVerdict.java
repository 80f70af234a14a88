package why403.diagnosis.signature;

/** What the public key says about one signature. */
public sealed interface SignatureVerdict {

    /** It was not checked: the public key is not known, or others were checked instead. */
    record NotChecked() implements SignatureVerdict {}

    /** It fits the request, so it is not the reason of the 403. */
    record Valid() implements SignatureVerdict {}

    /** It fits no form of the request that was tried. */
    record Wrong() implements SignatureVerdict {}

    /** It fits something else than what was sent. */
    record SignedOtherwise(SigningGuess guess) implements SignatureVerdict {}
}

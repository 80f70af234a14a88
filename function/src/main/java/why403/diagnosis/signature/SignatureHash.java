package why403.diagnosis.signature;

/** The hash under a signature. CloudFront uses SHA-1 unless the request says {@code Hash-Algorithm=SHA256}. */
public enum SignatureHash {
    SHA1("SHA-1"),
    SHA256("SHA-256");

    private final String shown;

    SignatureHash(String shown) {
        this.shown = shown;
    }

    /** {@code SHA-1}. */
    public String shown() {
        return shown;
    }

    /** The other one. */
    public SignatureHash other() {
        return this == SHA1 ? SHA256 : SHA1;
    }
}

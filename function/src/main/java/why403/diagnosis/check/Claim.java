package why403.diagnosis.check;

import why403.cause.Certainty;

/**
 * That a cause explains a request, and how surely.
 *
 * @param topic what requests of one cause are grouped by in a report, such as a bucket, a cache behavior or a key id;
 *     requests with equal topics are reported together
 */
public record Claim(Certainty certainty, Object topic) {

    /** The same, no surer than that. */
    public Claim atMost(Certainty bound) {
        return new Claim(certainty.atMost(bound), topic);
    }
}

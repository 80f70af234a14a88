package why403.diagnosis.check;

import java.util.List;
import java.util.Optional;
import why403.cause.AwsResource;
import why403.cause.Headline;
import why403.diagnosis.remedy.Fix;

/**
 * What a check reports about its cause.
 *
 * @param summary one clause that names the resource; no full stop
 * @param evidence a sentence each
 * @param fix empty if there is nothing to propose
 * @param resources what the cause is about, other than the distribution
 * @param clues to the change that caused it
 */
public record Finding(
        Headline headline,
        String summary,
        List<String> evidence,
        Optional<Fix> fix,
        List<AwsResource> resources,
        ChangeClues clues) {

    public Finding {
        evidence = List.copyOf(evidence);
        resources = List.copyOf(resources);
    }

    /** A finding without clues to a change. */
    public Finding(
            Headline headline, String summary, List<String> evidence, Optional<Fix> fix, List<AwsResource> resources) {
        this(headline, summary, evidence, fix, resources, ChangeClues.NONE);
    }

    /** A finding about nothing but the distribution. */
    public Finding(Headline headline, String summary, List<String> evidence, Fix fix) {
        this(headline, summary, evidence, Optional.of(fix), List.of());
    }

    /** The same with these clues. */
    public Finding with(ChangeClues known) {
        return new Finding(headline, summary, evidence, fix, resources, known);
    }
}

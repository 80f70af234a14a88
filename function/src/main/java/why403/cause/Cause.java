package why403.cause;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One reason, and the share of the examined records that it explains.
 *
 * @param explained from 0 to 1; the shares of a diagnosis sum to 1
 * @param summary one clause for a person that names the resource; no full stop
 * @param evidence what proves it, a sentence each, with its full stop
 * @param change what was changed before the incident began and caused it; empty if that is not known
 * @param resources what the cause is about, other than the distribution
 */
public record Cause(
        CauseId id,
        Certainty certainty,
        double explained,
        Headline headline,
        String summary,
        List<String> evidence,
        Optional<Remedy> remedy,
        Optional<Change> change,
        List<AwsResource> resources) {

    public Cause {
        evidence = List.copyOf(evidence);
        resources = List.copyOf(resources);
    }

    /** Whose matter it is. */
    public Kind kind() {
        return id.kind();
    }

    /** The same with a sentence before all other evidence. */
    public Cause withFirst(String sentence) {
        List<String> more =
                Stream.concat(Stream.of(sentence), evidence.stream()).toList();
        return new Cause(id, certainty, explained, headline, summary, more, remedy, change, resources);
    }
}

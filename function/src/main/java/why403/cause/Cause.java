package why403.cause;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One reason, and the share of the examined records that it explains.
 *
 * @param id of the catalogue, such as {@code s3-grant-missing}
 * @param explained from 0 to 1; the shares of a diagnosis sum to 1
 * @param summary one clause for a person, naming the resource; no final stop
 * @param evidence what proves it, a sentence each, with its full stop
 */
public record Cause(
        String id,
        Kind kind,
        Certainty certainty,
        double explained,
        String summary,
        List<String> evidence,
        Optional<Remedy> remedy,
        Optional<Change> change) {

    public Cause {
        evidence = List.copyOf(evidence);
    }

    public Cause withFirst(String sentence) {
        List<String> more =
                Stream.concat(Stream.of(sentence), evidence.stream()).toList();
        return new Cause(id, kind, certainty, explained, summary, more, remedy, change);
    }
}

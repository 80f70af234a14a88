package why403.diagnosis.check;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import why403.cause.CauseId;
import why403.cause.Certainty;
import why403.diagnosis.request.ForbiddenRequest;

/**
 * A forbidden request, the claim that won it, and what else was claimed for it.
 *
 * @param others the claims of all other checks, of every family, in order of precedence
 */
public record Explained(ForbiddenRequest request, Claim claim, Map<CauseId, Claim> others) {

    private static final int TENTHS_THAT_COUNT = 9;

    public Explained {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /**
     * The certainty of a cause: the highest that holds for at least nine tenths of its requests.
     *
     * @param explained at least one
     */
    public static Certainty certainty(List<Explained> explained) {
        List<Certainty> falling = explained.stream()
                .map(Explained::claim)
                .map(Claim::certainty)
                .sorted(Comparator.reverseOrder())
                .toList();
        int needed = Math.max(1, (falling.size() * TENTHS_THAT_COUNT + 9) / 10);
        return falling.get(needed - 1);
    }
}

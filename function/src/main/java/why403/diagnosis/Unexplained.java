package why403.diagnosis;

import java.util.List;
import java.util.Optional;

/** What no other check explains. */
final class Unexplained implements Check {

    @Override
    public String id() {
        return "unexplained";
    }

    @Override
    public Kind kind() {
        return Kind.UNKNOWN;
    }

    @Override
    public Optional<Claim> examine(ForbiddenRequest request, Investigation investigation) {
        return Optional.of(new Claim(Certainty.POSSIBLE, id()));
    }

    @Override
    public Finding tell(List<Explained> explained, Investigation investigation) {
        return new Finding("nothing that was checked explains them", List.of(), Optional.empty());
    }
}

package why403.events;

import java.util.List;

/** All of them, in the order of {@code events/README.md}. */
final class Scenarios {

    static final List<Scenario> ALL = List.of(
            new GrantMissing(),
            new WrongOai(),
            new ExpiredSignedUrls(),
            new CustomOrigin(),
            new Waf(),
            new Geo(),
            new Method(),
            new RemovedFiles(),
            new Mixture(),
            new ExplicitDeny(),
            new KmsKey(),
            new PresignedLink(),
            new Remapped(),
            new ForwardedHost(),
            new BehaviorInFront(),
            new FunctionUrl(),
            new DeployedPolicy(),
            new ReencodedSignedUrls(),
            new WafUpload());

    private Scenarios() {}
}

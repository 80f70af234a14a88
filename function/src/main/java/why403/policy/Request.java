package why403.policy;

/**
 * A request that a policy allows or denies.
 *
 * @param action such as {@code s3:GetObject}
 */
public record Request(Caller caller, String action, Resource resource) {

    Request withoutInference() {
        return new Request(new Caller(caller.principal(), caller.context().withoutInference()), action, resource);
    }
}

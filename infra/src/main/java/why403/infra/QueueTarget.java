package why403.infra;

import software.amazon.awscdk.interfaces.events.IRuleRef;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.RuleTargetConfig;

/** The queue as the target of a rule. */
final class QueueTarget implements IRuleTarget {

    private final Deliveries deliveries;

    QueueTarget(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public RuleTargetConfig bind(IRuleRef rule) {
        deliveries.allow("events.amazonaws.com", rule.getRuleRef().getRuleArn());
        return RuleTargetConfig.builder()
                .arn(deliveries.queue().getQueueArn())
                .targetResource(deliveries.queue())
                .build();
    }

    @Override
    public RuleTargetConfig bind(IRuleRef rule, String id) {
        return bind(rule);
    }
}

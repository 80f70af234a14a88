package why403.infra;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.chatbot.SlackChannelConfiguration;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The SNS topic for notices and alarms, with its subscribers. */
final class Alerts extends Construct {

    private static final String ALARMS_SERVICE = "cloudwatch.amazonaws.com";

    private final Topic topic;

    Alerts(Construct scope, Why403Props props) {
        super(scope, "Alerts");
        this.topic = createTopic(props.topicKeyArn());
        props.emails().forEach(address -> topic.addSubscription(new EmailSubscription(address)));
        slack(props);
    }

    /**
     * A topic with its own policy loses SNS's default policy, so the policy must allow alarms to publish. A key of the stack
     * would cost more than everything else of a small site, so the topic has one only if the user brings it. The policy of
     * that key must allow CloudWatch to use it.
     */
    private Topic createTopic(Optional<String> keyArn) {
        Topic.Builder builder =
                Topic.Builder.create(this, "Topic").displayName("why403").enforceSsl(true);
        keyArn.ifPresent(arn -> builder.masterKey(Key.fromKeyArn(this, "Key", arn)));
        Topic created = builder.build();
        created.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("Alarms")
                .principals(List.of(new ServicePrincipal(ALARMS_SERVICE)))
                .actions(List.of("sns:Publish"))
                .resources(List.of(created.getTopicArn()))
                .conditions(Conditions.sourceAccount(this))
                .build());
        return created;
    }

    /**
     * Without guardrail policies, the channel's guardrail would be AdministratorAccess. The role has no permissions. It does
     * not require {@code aws:SourceAccount}, because AWS does not document that the service sends it.
     */
    private void slack(Why403Props props) {
        Optional<String> channel = props.slackChannel();
        props.slackWorkspace()
                .ifPresent(workspace -> SlackChannelConfiguration.Builder.create(this, "Slack")
                        .slackChannelConfigurationName(RegionalName.of(this))
                        .slackWorkspaceId(workspace)
                        .slackChannelId(channel.orElseThrow())
                        .role(Role.Builder.create(this, "SlackRole")
                                .assumedBy(new ServicePrincipal("chatbot.amazonaws.com"))
                                .build())
                        .guardrailPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName("CloudWatchReadOnlyAccess")))
                        .notificationTopics(List.of(topic))
                        .build());
    }

    Topic topic() {
        return topic;
    }
}

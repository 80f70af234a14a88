package why403.infra;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.chatbot.SlackChannelConfiguration;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The SNS topic for notices and alarms, with its key and its subscribers. */
final class Alerts extends Construct {

    private static final String ALARMS_SERVICE = "cloudwatch.amazonaws.com";

    private final Key key;
    private final Topic topic;

    Alerts(Construct scope, Why403Props props) {
        super(scope, "Alerts");
        this.key = createKey();
        this.topic = createTopic(key);
        props.emails().forEach(address -> topic.addSubscription(new EmailSubscription(address)));
        slack(props);
    }

    private Key createKey() {
        Key created = Key.Builder.create(this, "Key")
                .description("Encrypts why403 notices in SNS")
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        created.addToResourcePolicy(allowAlarms(List.of("kms:Decrypt", "kms:GenerateDataKey*"), "*"));
        return created;
    }

    /** A topic with its own policy loses SNS's default policy, so the policy must allow alarms to publish. */
    private Topic createTopic(Key masterKey) {
        Topic created = Topic.Builder.create(this, "Topic")
                .displayName("why403")
                .masterKey(masterKey)
                .enforceSsl(true)
                .build();
        created.addToResourcePolicy(allowAlarms(List.of("sns:Publish"), created.getTopicArn()));
        return created;
    }

    private PolicyStatement allowAlarms(List<String> actions, String resource) {
        return PolicyStatement.Builder.create()
                .sid("Alarms")
                .principals(List.of(new ServicePrincipal(ALARMS_SERVICE)))
                .actions(actions)
                .resources(List.of(resource))
                .conditions(Conditions.sourceAccount(this))
                .build();
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

    Key key() {
        return key;
    }
}

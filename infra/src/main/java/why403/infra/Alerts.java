package why403.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.chatbot.SlackChannelConfiguration;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The topic that notices and alarms go to, and who hears of them. */
final class Alerts extends Construct {

    private static final String ALARMS = "cloudwatch.amazonaws.com";

    private final Key key;
    private final Topic topic;

    Alerts(Construct scope, Why403Props props) {
        super(scope, "Alerts");
        this.key = made();
        this.topic = topicUnder(key);
        props.emails().forEach(address -> topic.addSubscription(new EmailSubscription(address)));
        slack(props);
    }

    private Key made() {
        Key made = Key.Builder.create(this, "Key")
                .description("Notices of why403 on their way")
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        made.addToResourcePolicy(fromThisAccount("Alarms", List.of("kms:Decrypt", "kms:GenerateDataKey*"), "*"));
        return made;
    }

    /** A topic's policy that only demands TLS has nothing of SNS's own left that would let alarms publish. */
    private Topic topicUnder(Key itsKey) {
        Topic made = Topic.Builder.create(this, "Topic")
                .displayName("why403")
                .masterKey(itsKey)
                .enforceSsl(true)
                .build();
        made.addToResourcePolicy(fromThisAccount("Alarms", List.of("sns:Publish"), made.getTopicArn()));
        return made;
    }

    private PolicyStatement fromThisAccount(String sid, List<String> actions, String resource) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .principals(List.of(new ServicePrincipal(ALARMS)))
                .actions(actions)
                .resources(List.of(resource))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build();
    }

    /** Without a guardrail of its own a channel's members could do all that an administrator may. */
    private void slack(Why403Props props) {
        Optional<String> channel = props.slackChannel();
        props.slackWorkspace()
                .ifPresent(workspace -> SlackChannelConfiguration.Builder.create(this, "Slack")
                        .slackChannelConfigurationName(uniqueName())
                        .slackWorkspaceId(workspace)
                        .slackChannelId(channel.orElseThrow())
                        .role(Role.Builder.create(this, "SlackRole")
                                .assumedBy(new ServicePrincipal("chatbot.amazonaws.com"))
                                .build())
                        .guardrailPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName("CloudWatchReadOnlyAccess")))
                        .notificationTopics(List.of(topic))
                        .build());
    }

    /** Chat configurations of all regions of an account share their names. */
    private String uniqueName() {
        return Names.uniqueResourceName(
                        this,
                        UniqueResourceNameOptions.builder()
                                .maxLength(90)
                                .separator("-")
                                .build())
                + "-" + Stack.of(this).getRegion();
    }

    Topic topic() {
        return topic;
    }

    Key key() {
        return key;
    }
}

package why403.cli;

import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import why403.aws.ClientTimeouts;
import why403.aws.Clients;
import why403.aws.NoAccessException;

/** Finds credentials and region as the AWS CLI does: environment, profiles, single sign-on, roles. */
final class SdkConnector implements AwsConnector {

    @Override
    public Function<ClientTimeouts, Clients> connect(Optional<String> profile, Optional<String> region)
            throws NoAccessException {
        AwsCredentialsProvider credentials = credentials(profile);
        Region home = region.map(Region::of).orElseGet(() -> home(profile));
        return timeouts -> new Clients(home, credentials, timeouts, Optional.empty());
    }

    /** A profile that is named comes before the environment, as in the AWS CLI. */
    private static AwsCredentialsProvider credentials(Optional<String> profile) throws NoAccessException {
        try {
            AwsCredentialsProvider credentials = profile.<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                    .orElseGet(() -> DefaultCredentialsProvider.builder().build());
            credentials.resolveCredentials();
            return credentials;
        } catch (SdkException | IllegalArgumentException | IllegalStateException none) {
            throw new NoAccessException(refusal(profile, String.valueOf(none.getMessage())), none);
        }
    }

    /** The SDK's own message can quote the configuration, so it is not shown. */
    private static String refusal(Optional<String> profile, String message) {
        String ofProfile = profile.map(name -> " --profile " + name).orElse("");
        String withoutAccount = " To diagnose without the account, use --offline, or --account with recorded answers.";
        if (message.contains("SSO")) {
            return "Your single sign-on session has expired or does not exist. Run: aws sso login" + ofProfile + "."
                    + withoutAccount;
        }
        return "There are no valid AWS credentials"
                + profile.map(name -> " in profile " + name).orElse("")
                + ". Check them with: aws sts get-caller-identity" + ofProfile + "." + withoutAccount;
    }

    private static Region home(Optional<String> profile) {
        try {
            DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
            profile.ifPresent(chain::profileName);
            return chain.build().getRegion();
        } catch (SdkException none) {
            return Region.US_EAST_1;
        }
    }
}

package why403.cli;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import why403.aws.ClientTimeouts;
import why403.aws.Clients;
import why403.aws.NoAccessException;

/** Finds credentials and region as the AWS CLI does: environment, profiles, single sign-on, roles. */
final class SdkConnector implements AwsConnector {

    @Override
    public Clients connect(Optional<String> profile, Optional<String> region, ClientTimeouts timeouts)
            throws NoAccessException {
        AwsCredentialsProvider credentials = credentials(profile);
        return new Clients(
                region.map(Region::of).orElseGet(() -> home(profile)), credentials, timeouts, Optional.empty());
    }

    private static AwsCredentialsProvider credentials(Optional<String> profile) throws NoAccessException {
        try {
            DefaultCredentialsProvider.Builder builder = DefaultCredentialsProvider.builder();
            profile.ifPresent(builder::profileName);
            AwsCredentialsProvider credentials = builder.build();
            credentials.resolveCredentials();
            return credentials;
        } catch (SdkException | IllegalArgumentException | IllegalStateException none) {
            String login =
                    profile.map(name -> "aws sso login --profile " + name).orElse("aws sso login, aws configure");
            throw new NoAccessException(
                    "There are no valid AWS credentials"
                            + profile.map(name -> " in profile " + name).orElse("")
                            + ". Log in (" + login
                            + "), set AWS_PROFILE or AWS_ACCESS_KEY_ID, or diagnose without the account:"
                            + " --offline, or --account with recorded answers.",
                    none);
        }
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

package why403.diagnosis.remedy;

import java.util.Optional;
import why403.diagnosis.request.S3Bucket;
import why403.text.Shell;

/** A resource with a policy of its own that commands can edit. */
public sealed interface PolicyTarget {

    /** What the names of local files begin with. */
    String fileStem();

    /** The {@code aws} command that prints the policy as text. */
    String get();

    /** The {@code aws} command that stores a policy, up to the policy itself. */
    String put();

    /** AWS's code for a resource without a policy; empty if each has one. */
    Optional<String> absentCode();

    /** What the simulation of a policy that allows the requests says. */
    String allows(String what);

    /** A bucket. */
    record OfBucket(S3Bucket bucket) implements PolicyTarget {

        @Override
        public String fileStem() {
            return bucket.name() + "-policy";
        }

        @Override
        public String get() {
            return "aws s3api get-bucket-policy" + options() + " --query Policy --output text";
        }

        @Override
        public String put() {
            return "aws s3api put-bucket-policy" + options() + " --policy";
        }

        private String options() {
            return " --bucket " + Shell.word(bucket.name()) + bucket.regionOption();
        }

        @Override
        public Optional<String> absentCode() {
            return Optional.of("NoSuchBucketPolicy");
        }

        @Override
        public String allows(String what) {
            return "Simulated: the resulting policy allows " + what + ".";
        }
    }

    /**
     * A KMS key.
     *
     * @param id the key's id or ARN
     * @param region empty if it is not known
     */
    record OfKey(String id, Optional<String> region) implements PolicyTarget {

        @Override
        public String fileStem() {
            return "key-" + id.substring(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1) + "-policy";
        }

        @Override
        public String get() {
            return "aws kms get-key-policy" + options() + " --query Policy --output text";
        }

        @Override
        public String put() {
            return "aws kms put-key-policy" + options() + " --policy";
        }

        private String options() {
            return " --key-id " + Shell.word(id) + " --policy-name default"
                    + region.map(code -> " --region " + Shell.word(code)).orElse("");
        }

        @Override
        public Optional<String> absentCode() {
            return Optional.empty();
        }

        @Override
        public String allows(String what) {
            return "Simulated: the resulting key policy allows S3 to decrypt the objects for CloudFront.";
        }
    }
}

package why403.account;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;

/** The questions about AWS WAF. What it has for CloudFront is in us-east-1. */
public final class WafQuestions {

    private static final Operation<GetWebAclResponse> GET_WEB_ACL =
            new Operation<>("wafv2", "get-web-acl", GetWebAclResponse::builder, "wafv2:GetWebACL");

    static final List<Operation<?>> OPERATIONS = List.of(GET_WEB_ACL);

    private WafQuestions() {}

    /**
     * A CloudFront web ACL.
     *
     * @param name the part of its ARN before the id
     * @param id the ARN's last part
     */
    public static Question<GetWebAclResponse> webAcl(String name, String id) {
        return new Question<>(
                GET_WEB_ACL,
                List.of(
                        Argument.name("--id", id),
                        Argument.option("--name", name),
                        Argument.option("--scope", "CLOUDFRONT")),
                Optional.of("us-east-1"));
    }
}

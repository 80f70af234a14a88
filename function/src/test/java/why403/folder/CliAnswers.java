package why403.folder;

/** The output of {@code aws … --output json}, with shortened lists. */
public final class CliAnswers {

    private CliAnswers() {}

    public static final String LIST_DISTRIBUTIONS = """
            {
                "DistributionList": {
                    "Items": [
                        {
                            "Id": "E2EXAMPLE",
                            "ARN": "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE",
                            "Status": "Deployed",
                            "LastModifiedTime": "2026-11-05T11:50:00.187000+00:00",
                            "DomainName": "d111111abcdef8.cloudfront.net",
                            "Aliases": {"Quantity": 1, "Items": ["cdn.example.com"]},
                            "Enabled": true,
                            "WebACLId": ""
                        },
                        {"Id": "E3EXAMPLE", "DomainName": "d222222abcdef8.cloudfront.net", "Enabled": false}
                    ]
                }
            }
            """;

    public static final String GET_DISTRIBUTION = """
            {
                "ETag": "E2QWRUHEXAMPLE",
                "Distribution": {
                    "Id": "E2EXAMPLE",
                    "ARN": "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE",
                    "Status": "Deployed",
                    "LastModifiedTime": "2026-11-05T11:50:00.187000+00:00",
                    "InProgressInvalidationBatches": 0,
                    "DomainName": "d111111abcdef8.cloudfront.net",
                    "ActiveTrustedSigners": {"Enabled": false, "Quantity": 0},
                    "DistributionConfig": {
                        "CallerReference": "cli-example",
                        "Aliases": {"Quantity": 1, "Items": ["cdn.example.com"]},
                        "DefaultRootObject": "index.html",
                        "Origins": {
                            "Quantity": 1,
                            "Items": [
                                {
                                    "Id": "s3",
                                    "DomainName": "example-assets.s3.eu-west-1.amazonaws.com",
                                    "OriginPath": "",
                                    "CustomHeaders": {
                                        "Quantity": 1,
                                        "Items": [{"HeaderName": "X-Secret", "HeaderValue": "hunter2"}]
                                    },
                                    "S3OriginConfig": {"OriginAccessIdentity": ""},
                                    "ConnectionAttempts": 3,
                                    "OriginAccessControlId": "E1OAC"
                                }
                            ]
                        },
                        "OriginGroups": {"Quantity": 0},
                        "DefaultCacheBehavior": {
                            "TargetOriginId": "s3",
                            "TrustedKeyGroups": {"Enabled": true, "Quantity": 1, "Items": ["kg-1"]},
                            "ViewerProtocolPolicy": "redirect-to-https",
                            "AllowedMethods": {
                                "Quantity": 2,
                                "Items": ["HEAD", "GET"],
                                "CachedMethods": {"Quantity": 2, "Items": ["HEAD", "GET"]}
                            },
                            "FunctionAssociations": {
                                "Quantity": 1,
                                "Items": [
                                    {
                                        "FunctionARN": "arn:aws:cloudfront::123456789012:function/rewrite",
                                        "EventType": "viewer-request"
                                    }
                                ]
                            }
                        },
                        "CustomErrorResponses": {
                            "Quantity": 1,
                            "Items": [
                                {
                                    "ErrorCode": 403,
                                    "ResponsePagePath": "/403.html",
                                    "ResponseCode": "404",
                                    "ErrorCachingMinTTL": 10
                                }
                            ]
                        },
                        "Comment": "",
                        "Enabled": true,
                        "Restrictions": {
                            "GeoRestriction": {"RestrictionType": "whitelist", "Quantity": 1, "Items": ["CH"]}
                        },
                        "WebACLId": "",
                        "HttpVersion": "http2and3"
                    }
                }
            }
            """;

    public static final String GET_ORIGIN_ACCESS_CONTROL = """
            {
                "ETag": "ETVABCEXAMPLE2",
                "OriginAccessControl": {
                    "Id": "E1OAC",
                    "OriginAccessControlConfig": {
                        "Name": "example",
                        "Description": "Example OAC",
                        "SigningProtocol": "sigv4",
                        "SigningBehavior": "always",
                        "OriginAccessControlOriginType": "s3"
                    }
                }
            }
            """;

    public static final String GET_ORIGIN_ACCESS_IDENTITY = """
            {
                "ETag": "E2QWRUHEXAMPLE",
                "CloudFrontOriginAccessIdentity": {
                    "Id": "E74FTE3AEXAMPLE",
                    "S3CanonicalUserId": "cd13868f797c227fbea2830611a26fe0a21ba1b826ab4bed9b7771c9aEXAMPLE",
                    "CloudFrontOriginAccessIdentityConfig": {"CallerReference": "cli-example", "Comment": "Example OAI"}
                }
            }
            """;

    public static final String GET_KEY_GROUP = """
            {
                "ETag": "E2QWRUHEXAMPLE",
                "KeyGroup": {
                    "Id": "kg-1",
                    "LastModifiedTime": "2026-06-10T19:32:57.130Z",
                    "KeyGroupConfig": {"Name": "signers", "Items": ["K2EXAMPLE", "K3EXAMPLE"]}
                }
            }
            """;

    public static final String GET_PUBLIC_KEY = """
            {
                "ETag": "E2QWRUHEXAMPLE",
                "PublicKey": {
                    "Id": "K2EXAMPLE",
                    "CreatedTime": "2026-06-10T20:32:57+01:00",
                    "PublicKeyConfig": {
                        "CallerReference": "cli-example",
                        "Name": "ExampleKey",
                        "EncodedKey": "-----BEGIN PUBLIC KEY-----\\nEXAMPLE\\n-----END PUBLIC KEY-----\\n",
                        "Comment": "example public key"
                    }
                }
            }
            """;

    public static final String DESCRIBE_FUNCTION = """
            {
                "ETag": "ETVPDKIKX0DER",
                "FunctionSummary": {
                    "Name": "rewrite",
                    "Status": "UNASSOCIATED",
                    "FunctionConfig": {"Comment": "", "Runtime": "cloudfront-js-2.0"},
                    "FunctionMetadata": {
                        "FunctionARN": "arn:aws:cloudfront::123456789012:function/rewrite",
                        "Stage": "LIVE",
                        "CreatedTime": "2026-11-01T10:00:00.123Z",
                        "LastModifiedTime": "2026-11-01T10:00:00Z"
                    }
                }
            }
            """;

    public static final String GET_BUCKET_POLICY = """
            {
                "Policy": "{\\"Version\\":\\"2008-10-17\\",\\"Statement\\":[{\\"Sid\\":\\"\\",\\"Effect\\":\\"Allow\\"}]}"
            }
            """;

    public static final String HEAD_OBJECT = """
            {
                "AcceptRanges": "bytes",
                "LastModified": "2026-11-24T09:00:00+00:00",
                "ContentLength": 77,
                "ETag": "\\"30a6ec7e1a9ad79c203d05a589c8b400\\"",
                "VersionId": "null",
                "ContentType": "binary/octet-stream",
                "ServerSideEncryption": "aws:kms",
                "SSEKMSKeyId": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "BucketKeyEnabled": true,
                "Restore": "ongoing-request=\\"false\\", expiry-date=\\"Fri, 04 Dec 2026 00:00:00 GMT\\"",
                "Metadata": {"owner": "web"},
                "StorageClass": "GLACIER"
            }
            """;

    public static final String GET_SAMPLED_REQUESTS = """
            {
                "SampledRequests": [
                    {
                        "Request": {
                            "ClientIP": "192.0.2.10",
                            "Country": "DE",
                            "URI": "/admin/login",
                            "Method": "POST",
                            "HTTPVersion": "HTTP/2.0",
                            "Headers": [{"Name": "user-agent", "Value": "curl/8.9.1"}]
                        },
                        "Weight": 1,
                        "Timestamp": "2026-11-24T12:03:04+00:00",
                        "Action": "BLOCK",
                        "RuleNameWithinRuleGroup": "AWS#AWSManagedRulesCommonRuleSet#SizeRestrictions_BODY",
                        "Labels": [{"Name": "awswaf:managed:aws:core-rule-set:SizeRestrictions_Body"}]
                    }
                ],
                "PopulationSize": 1,
                "TimeWindow": {
                    "StartTime": "2026-11-24T12:00:00+00:00",
                    "EndTime": "2026-11-24T12:30:00+00:00"
                }
            }
            """;

    public static final String GET_WEB_ACL = """
            {
                "WebACL": {
                    "Name": "edge",
                    "Id": "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111",
                    "ARN": "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111",
                    "DefaultAction": {"Allow": {}},
                    "Description": "",
                    "Rules": [
                        {
                            "Name": "no-admin",
                            "Priority": 0,
                            "Statement": {
                                "NotStatement": {
                                    "Statement": {
                                        "ByteMatchStatement": {
                                            "SearchString": "L2FkbWlu",
                                            "FieldToMatch": {"UriPath": {}},
                                            "TextTransformations": [{"Priority": 0, "Type": "LOWERCASE"}],
                                            "PositionalConstraint": "STARTS_WITH"
                                        }
                                    }
                                }
                            },
                            "Action": {"Block": {}},
                            "VisibilityConfig": {
                                "SampledRequestsEnabled": true,
                                "CloudWatchMetricsEnabled": true,
                                "MetricName": "no-admin"
                            }
                        }
                    ],
                    "VisibilityConfig": {
                        "SampledRequestsEnabled": true,
                        "CloudWatchMetricsEnabled": true,
                        "MetricName": "edge"
                    },
                    "Capacity": 3,
                    "ManagedByFirewallManager": false
                },
                "LockToken": "e3db7e2c-d58b-4ee6-8346-6aec5511c6fb"
            }
            """;

    public static final String GET_CACHE_POLICY = """
            {
                "ETag": "E23ZP02F085DFQ",
                "CachePolicy": {
                    "Id": "2e2a6a1b-1111-2222-3333-EXAMPLE11111",
                    "LastModifiedTime": "2026-03-01T08:00:00.120000+00:00",
                    "CachePolicyConfig": {
                        "Comment": "Auth & language",
                        "Name": "auth",
                        "DefaultTTL": 86400,
                        "MaxTTL": 31536000,
                        "MinTTL": 1,
                        "ParametersInCacheKeyAndForwardedToOrigin": {
                            "EnableAcceptEncodingGzip": true,
                            "EnableAcceptEncodingBrotli": false,
                            "HeadersConfig": {
                                "HeaderBehavior": "whitelist",
                                "Headers": {"Quantity": 2, "Items": ["Authorization", "Accept-Language"]}
                            },
                            "CookiesConfig": {"CookieBehavior": "none"},
                            "QueryStringsConfig": {
                                "QueryStringBehavior": "allExcept",
                                "QueryStrings": {"Quantity": 1, "Items": ["utm_source"]}
                            }
                        }
                    }
                }
            }
            """;

    public static final String GET_ORIGIN_REQUEST_POLICY = """
            {
                "ETag": "E3MSJ39WBXG3UM",
                "OriginRequestPolicy": {
                    "Id": "7f3b1c2d-1111-2222-3333-EXAMPLE22222",
                    "LastModifiedTime": "2026-03-01T08:00:00+00:00",
                    "OriginRequestPolicyConfig": {
                        "Comment": "",
                        "Name": "everything-with-host",
                        "HeadersConfig": {"HeaderBehavior": "allViewer"},
                        "CookiesConfig": {
                            "CookieBehavior": "whitelist",
                            "Cookies": {"Quantity": 1, "Items": ["session"]}
                        },
                        "QueryStringsConfig": {"QueryStringBehavior": "all"}
                    }
                }
            }
            """;

    public static final String GET_PUBLIC_ACCESS_BLOCK = """
            {
                "PublicAccessBlockConfiguration": {
                    "BlockPublicAcls": true,
                    "IgnorePublicAcls": true,
                    "BlockPublicPolicy": false,
                    "RestrictPublicBuckets": true
                }
            }
            """;

    public static final String GET_BUCKET_ENCRYPTION = """
            {
                "ServerSideEncryptionConfiguration": {
                    "Rules": [
                        {
                            "ApplyServerSideEncryptionByDefault": {
                                "SSEAlgorithm": "aws:kms",
                                "KMSMasterKeyID": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
                            },
                            "BucketKeyEnabled": true
                        }
                    ]
                }
            }
            """;

    public static final String GET_BUCKET_OWNERSHIP_CONTROLS = """
            {
                "OwnershipControls": {
                    "Rules": [
                        {
                            "ObjectOwnership": "ObjectWriter"
                        }
                    ]
                }
            }
            """;

    public static final String GET_BUCKET_CORS = """
            {
                "CORSRules": [
                    {
                        "ID": "site",
                        "AllowedHeaders": ["*"],
                        "AllowedMethods": ["GET", "HEAD"],
                        "AllowedOrigins": ["https://www.example.com", "https://*.example.org"],
                        "ExposeHeaders": ["ETag"],
                        "MaxAgeSeconds": 3000
                    },
                    {
                        "AllowedMethods": ["PUT"],
                        "AllowedOrigins": ["*"]
                    }
                ]
            }
            """;

    public static final String GET_OBJECT_ACL = """
            {
                "Owner": {
                    "DisplayName": "partner",
                    "ID": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"
                },
                "Grants": [
                    {
                        "Grantee": {
                            "DisplayName": "partner",
                            "ID": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
                            "Type": "CanonicalUser"
                        },
                        "Permission": "FULL_CONTROL"
                    },
                    {
                        "Grantee": {
                            "Type": "Group",
                            "URI": "http://acs.amazonaws.com/groups/global/AllUsers"
                        },
                        "Permission": "READ"
                    }
                ]
            }
            """;

    public static final String LIST_OBJECTS_V2 = """
            {
                "IsTruncated": false,
                "Contents": [
                    {
                        "Key": "docs/a b+c%/ü.html",
                        "LastModified": "2026-11-24T09:00:00+00:00",
                        "ETag": "\\"30a6ec7e1a9ad79c203d05a589c8b400\\"",
                        "Size": 77,
                        "StorageClass": "STANDARD",
                        "Owner": {
                            "DisplayName": "partner",
                            "ID": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"
                        }
                    }
                ],
                "Name": "example-assets",
                "Prefix": "docs/a b+c%/ü.html",
                "MaxKeys": 1,
                "EncodingType": "url",
                "KeyCount": 1
            }
            """;

    public static final String DESCRIBE_KEY = """
            {
                "KeyMetadata": {
                    "AWSAccountId": "123456789012",
                    "KeyId": "1234abcd-12ab-34cd-56ef-1234567890ab",
                    "Arn": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                    "CreationDate": "2025-04-07T16:42:24+00:00",
                    "Enabled": true,
                    "Description": "",
                    "KeyUsage": "ENCRYPT_DECRYPT",
                    "KeyState": "Enabled",
                    "Origin": "AWS_KMS",
                    "KeyManager": "CUSTOMER",
                    "CustomerMasterKeySpec": "SYMMETRIC_DEFAULT",
                    "KeySpec": "SYMMETRIC_DEFAULT",
                    "EncryptionAlgorithms": ["SYMMETRIC_DEFAULT"],
                    "MultiRegion": false
                }
            }
            """;

    public static final String GET_KEY_POLICY = """
            {
                "Policy": "{\\n  \\"Version\\" : \\"2012-10-17\\",\\n  \\"Statement\\" : [ ]\\n}",
                "PolicyName": "default"
            }
            """;

    public static final String LOOKUP_EVENTS = """
            {
                "Events": [
                    {
                        "EventId": "3e7c5f9a-1b2c-4d3e-8f90-a1b2c3d4e5f6",
                        "EventName": "DeleteBucketPolicy",
                        "ReadOnly": "false",
                        "AccessKeyId": "ASIAIOSFODNN7EXAMPLE",
                        "EventTime": "2026-11-24T10:00:13+00:00",
                        "EventSource": "s3.amazonaws.com",
                        "Username": "deploy-bot",
                        "Resources": [
                            {"ResourceType": "AWS::S3::Bucket", "ResourceName": "example-assets"}
                        ],
                        "CloudTrailEvent": "{\\"eventVersion\\":\\"1.11\\",\\"requestParameters\\":{\\"bucketName\\":\\"example-assets\\"}}"
                    }
                ]
            }
            """;

    /** With the two members that why403 keeps. */
    public static final String LIST_FUNCTIONS = """
            {
                "Functions": [
                    {"FunctionName": "render", "LastModified": "2026-11-24T09:58:12.000+0000"},
                    {"FunctionName": "resize", "LastModified": "2025-02-01T08:00:00.000+0000"}
                ]
            }
            """;

    public static final String LIST_FUNCTION_URL_CONFIGS = """
            {
                "FunctionUrlConfigs": [
                    {
                        "FunctionUrl": "https://abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws/",
                        "FunctionArn": "arn:aws:lambda:eu-west-1:123456789012:function:render",
                        "CreationTime": "2025-11-03T10:00:00.000Z",
                        "LastModifiedTime": "2025-11-03T10:00:00.000Z",
                        "AuthType": "AWS_IAM",
                        "InvokeMode": "BUFFERED"
                    },
                    {
                        "FunctionUrl": "https://zyxwvutsrqponmlkjihgfedcba543210.lambda-url.eu-west-1.on.aws/",
                        "FunctionArn": "arn:aws:lambda:eu-west-1:123456789012:function:render:live",
                        "CreationTime": "2025-11-04T10:00:00.000Z",
                        "LastModifiedTime": "2025-11-04T10:00:00.000Z",
                        "AuthType": "NONE"
                    }
                ]
            }
            """;

    public static final String GET_FUNCTION_URL_CONFIG = """
            {
                "FunctionUrl": "https://zyxwvutsrqponmlkjihgfedcba543210.lambda-url.eu-west-1.on.aws/",
                "FunctionArn": "arn:aws:lambda:eu-west-1:123456789012:function:render:live",
                "AuthType": "AWS_IAM",
                "Cors": {
                    "AllowMethods": ["GET"],
                    "AllowOrigins": ["https://www.example.com"],
                    "MaxAge": 300
                },
                "CreationTime": "2025-11-04T10:00:00.000Z",
                "LastModifiedTime": "2025-11-04T10:00:00.000Z",
                "InvokeMode": "BUFFERED"
            }
            """;

    public static final String GET_POLICY = """
            {
                "Policy": "{\\"Version\\":\\"2012-10-17\\",\\"Id\\":\\"default\\",\\"Statement\\":[]}",
                "RevisionId": "4843f2f6-7c59-4fda-b484-afd0bc0e22b8"
            }
            """;

    public static final String GET_REST_API = """
            {
                "id": "a1b2c3d4e5",
                "name": "orders",
                "createdDate": "2025-02-03T10:00:00+00:00",
                "apiKeySource": "HEADER",
                "endpointConfiguration": {
                    "types": ["REGIONAL"],
                    "ipAddressType": "ipv4"
                },
                "policy": "{\\\\\\"Version\\\\\\":\\\\\\"2012-10-17\\\\\\",\\\\\\"Statement\\\\\\":[]}",
                "tags": {"team": "shop"},
                "disableExecuteApiEndpoint": true,
                "rootResourceId": "2jf6xt"
            }
            """;

    public static final String GET_REST_API_STAGE = """
            {
                "deploymentId": "rbh1fj",
                "stageName": "prod",
                "cacheClusterEnabled": false,
                "cacheClusterStatus": "NOT_AVAILABLE",
                "methodSettings": {
                    "*/*": {"metricsEnabled": true, "throttlingBurstLimit": 5000}
                },
                "tracingEnabled": false,
                "webAclArn": "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/api/a1b2c3d4-5678-90ab-cdef-EXAMPLE22222",
                "createdDate": "2025-02-03T10:00:00+00:00",
                "lastUpdatedDate": "2026-02-03T11:30:00+01:00"
            }
            """;

    public static final String GET_HTTP_API = """
            {
                "ApiEndpoint": "https://f6g7h8i9j0.execute-api.eu-west-1.amazonaws.com",
                "ApiId": "f6g7h8i9j0",
                "ApiKeySelectionExpression": "$request.header.x-api-key",
                "CorsConfiguration": {"AllowMethods": ["GET"], "MaxAge": 300},
                "CreatedDate": "2025-02-03T10:00:00+00:00",
                "DisableExecuteApiEndpoint": false,
                "Name": "feed",
                "ProtocolType": "HTTP",
                "RouteSelectionExpression": "$request.method $request.path",
                "Tags": {"team": "shop"}
            }
            """;

    public static final String GET_HTTP_API_STAGE = """
            {
                "AutoDeploy": true,
                "CreatedDate": "2025-02-03T10:00:00+00:00",
                "DefaultRouteSettings": {"DetailedMetricsEnabled": false, "ThrottlingRateLimit": 10.5},
                "DeploymentId": "dr9sx2",
                "LastUpdatedDate": "2025-02-03T10:00:01+00:00",
                "RouteSettings": {},
                "StageName": "$default",
                "StageVariables": {"table": "feed"}
            }
            """;

    public static final String DESCRIBE_RULES = """
            {
                "Rules": [
                    {
                        "RuleArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee",
                        "Priority": "10",
                        "Conditions": [
                            {
                                "Field": "http-header",
                                "HttpHeaderConfig": {"HttpHeaderName": "X-Origin-Verify", "Values": ["hunter2"]}
                            }
                        ],
                        "Actions": [
                            {
                                "Type": "forward",
                                "TargetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop/73e2d6bc24d8a067",
                                "Order": 1
                            }
                        ],
                        "IsDefault": false
                    },
                    {
                        "RuleArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/1291d13826f405c3",
                        "Priority": "default",
                        "Conditions": [],
                        "Actions": [
                            {
                                "Type": "fixed-response",
                                "Order": 1,
                                "FixedResponseConfig": {"MessageBody": "", "StatusCode": "403", "ContentType": "text/plain"}
                            }
                        ],
                        "IsDefault": true
                    }
                ]
            }
            """;
}

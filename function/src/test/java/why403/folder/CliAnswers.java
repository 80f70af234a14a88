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
                "ServerSideEncryption": "AES256",
                "Metadata": {"owner": "web"},
                "StorageClass": "GLACIER"
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
}

package why403.aws;

/** The answers of {@link why403.folder.CliAnswers} in the HTTP format that the API references document. */
final class WireAnswers {

    private static final String NAMESPACE = " xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\"";

    private WireAnswers() {}

    static final String LIST_DISTRIBUTIONS = """
            <DistributionList%s>
               <Marker></Marker>
               <MaxItems>100</MaxItems>
               <IsTruncated>false</IsTruncated>
               <Quantity>2</Quantity>
               <Items>
                  <DistributionSummary>
                     <Id>E2EXAMPLE</Id>
                     <ARN>arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE</ARN>
                     <Status>Deployed</Status>
                     <LastModifiedTime>2026-11-05T11:50:00.187Z</LastModifiedTime>
                     <DomainName>d111111abcdef8.cloudfront.net</DomainName>
                     <Aliases><Quantity>1</Quantity><Items><CNAME>cdn.example.com</CNAME></Items></Aliases>
                     <Enabled>true</Enabled>
                     <WebACLId></WebACLId>
                  </DistributionSummary>
                  <DistributionSummary>
                     <Id>E3EXAMPLE</Id>
                     <DomainName>d222222abcdef8.cloudfront.net</DomainName>
                     <Enabled>false</Enabled>
                  </DistributionSummary>
               </Items>
            </DistributionList>
            """.formatted(NAMESPACE);

    static final String GET_DISTRIBUTION = """
            <Distribution%s>
               <Id>E2EXAMPLE</Id>
               <ARN>arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE</ARN>
               <Status>Deployed</Status>
               <LastModifiedTime>2026-11-05T11:50:00.187Z</LastModifiedTime>
               <InProgressInvalidationBatches>0</InProgressInvalidationBatches>
               <DomainName>d111111abcdef8.cloudfront.net</DomainName>
               <ActiveTrustedSigners><Enabled>false</Enabled><Quantity>0</Quantity></ActiveTrustedSigners>
               <DistributionConfig>
                  <CallerReference>cli-example</CallerReference>
                  <Aliases><Quantity>1</Quantity><Items><CNAME>cdn.example.com</CNAME></Items></Aliases>
                  <DefaultRootObject>index.html</DefaultRootObject>
                  <Origins>
                     <Quantity>1</Quantity>
                     <Items>
                        <Origin>
                           <Id>s3</Id>
                           <DomainName>example-assets.s3.eu-west-1.amazonaws.com</DomainName>
                           <OriginPath></OriginPath>
                           <CustomHeaders>
                              <Quantity>1</Quantity>
                              <Items>
                                 <OriginCustomHeader>
                                    <HeaderName>X-Secret</HeaderName>
                                    <HeaderValue>hunter2</HeaderValue>
                                 </OriginCustomHeader>
                              </Items>
                           </CustomHeaders>
                           <S3OriginConfig><OriginAccessIdentity></OriginAccessIdentity></S3OriginConfig>
                           <ConnectionAttempts>3</ConnectionAttempts>
                           <OriginAccessControlId>E1OAC</OriginAccessControlId>
                        </Origin>
                     </Items>
                  </Origins>
                  <OriginGroups><Quantity>0</Quantity></OriginGroups>
                  <DefaultCacheBehavior>
                     <TargetOriginId>s3</TargetOriginId>
                     <TrustedKeyGroups>
                        <Enabled>true</Enabled>
                        <Quantity>1</Quantity>
                        <Items><KeyGroup>kg-1</KeyGroup></Items>
                     </TrustedKeyGroups>
                     <ViewerProtocolPolicy>redirect-to-https</ViewerProtocolPolicy>
                     <AllowedMethods>
                        <Quantity>2</Quantity>
                        <Items><Method>HEAD</Method><Method>GET</Method></Items>
                        <CachedMethods>
                           <Quantity>2</Quantity>
                           <Items><Method>HEAD</Method><Method>GET</Method></Items>
                        </CachedMethods>
                     </AllowedMethods>
                     <FunctionAssociations>
                        <Quantity>1</Quantity>
                        <Items>
                           <FunctionAssociation>
                              <FunctionARN>arn:aws:cloudfront::123456789012:function/rewrite</FunctionARN>
                              <EventType>viewer-request</EventType>
                           </FunctionAssociation>
                        </Items>
                     </FunctionAssociations>
                  </DefaultCacheBehavior>
                  <CustomErrorResponses>
                     <Quantity>1</Quantity>
                     <Items>
                        <CustomErrorResponse>
                           <ErrorCode>403</ErrorCode>
                           <ResponsePagePath>/403.html</ResponsePagePath>
                           <ResponseCode>404</ResponseCode>
                           <ErrorCachingMinTTL>10</ErrorCachingMinTTL>
                        </CustomErrorResponse>
                     </Items>
                  </CustomErrorResponses>
                  <Comment></Comment>
                  <Enabled>true</Enabled>
                  <Restrictions>
                     <GeoRestriction>
                        <RestrictionType>whitelist</RestrictionType>
                        <Quantity>1</Quantity>
                        <Items><Location>CH</Location></Items>
                     </GeoRestriction>
                  </Restrictions>
                  <WebACLId></WebACLId>
                  <HttpVersion>http2and3</HttpVersion>
               </DistributionConfig>
            </Distribution>
            """.formatted(NAMESPACE);

    static final String GET_ORIGIN_ACCESS_CONTROL = """
            <OriginAccessControl%s>
               <Id>E1OAC</Id>
               <OriginAccessControlConfig>
                  <Name>example</Name>
                  <Description>Example OAC</Description>
                  <SigningProtocol>sigv4</SigningProtocol>
                  <SigningBehavior>always</SigningBehavior>
                  <OriginAccessControlOriginType>s3</OriginAccessControlOriginType>
               </OriginAccessControlConfig>
            </OriginAccessControl>
            """.formatted(NAMESPACE);

    static final String GET_ORIGIN_ACCESS_IDENTITY = """
            <CloudFrontOriginAccessIdentity%s>
               <Id>E74FTE3AEXAMPLE</Id>
               <S3CanonicalUserId>cd13868f797c227fbea2830611a26fe0a21ba1b826ab4bed9b7771c9aEXAMPLE</S3CanonicalUserId>
               <CloudFrontOriginAccessIdentityConfig>
                  <CallerReference>cli-example</CallerReference>
                  <Comment>Example OAI</Comment>
               </CloudFrontOriginAccessIdentityConfig>
            </CloudFrontOriginAccessIdentity>
            """.formatted(NAMESPACE);

    static final String GET_KEY_GROUP = """
            <KeyGroup%s>
               <Id>kg-1</Id>
               <LastModifiedTime>2026-06-10T19:32:57.130Z</LastModifiedTime>
               <KeyGroupConfig>
                  <Name>signers</Name>
                  <Items><PublicKey>K2EXAMPLE</PublicKey><PublicKey>K3EXAMPLE</PublicKey></Items>
               </KeyGroupConfig>
            </KeyGroup>
            """.formatted(NAMESPACE);

    static final String GET_PUBLIC_KEY = """
            <PublicKey%s>
               <Id>K2EXAMPLE</Id>
               <CreatedTime>2026-06-10T19:32:57Z</CreatedTime>
               <PublicKeyConfig>
                  <CallerReference>cli-example</CallerReference>
                  <Name>ExampleKey</Name>
                  <EncodedKey>-----BEGIN PUBLIC KEY-----
            EXAMPLE
            -----END PUBLIC KEY-----
            </EncodedKey>
                  <Comment>example public key</Comment>
               </PublicKeyConfig>
            </PublicKey>
            """.formatted(NAMESPACE);

    static final String DESCRIBE_FUNCTION = """
            <FunctionSummary%s>
               <Name>rewrite</Name>
               <Status>UNASSOCIATED</Status>
               <FunctionConfig><Comment></Comment><Runtime>cloudfront-js-2.0</Runtime></FunctionConfig>
               <FunctionMetadata>
                  <FunctionARN>arn:aws:cloudfront::123456789012:function/rewrite</FunctionARN>
                  <Stage>LIVE</Stage>
                  <CreatedTime>2026-11-01T10:00:00.123Z</CreatedTime>
                  <LastModifiedTime>2026-11-01T10:00:00Z</LastModifiedTime>
               </FunctionMetadata>
            </FunctionSummary>
            """.formatted(NAMESPACE);

    /** The body is the policy itself. */
    static final String GET_BUCKET_POLICY =
            "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Sid\":\"\",\"Effect\":\"Allow\"}]}";

    static final String GET_CACHE_POLICY = """
            <CachePolicy%s>
               <Id>2e2a6a1b-1111-2222-3333-EXAMPLE11111</Id>
               <LastModifiedTime>2026-03-01T08:00:00.12Z</LastModifiedTime>
               <CachePolicyConfig>
                  <Comment>Auth &amp; language</Comment>
                  <Name>auth</Name>
                  <DefaultTTL>86400</DefaultTTL>
                  <MaxTTL>31536000</MaxTTL>
                  <MinTTL>1</MinTTL>
                  <ParametersInCacheKeyAndForwardedToOrigin>
                     <EnableAcceptEncodingGzip>true</EnableAcceptEncodingGzip>
                     <EnableAcceptEncodingBrotli>false</EnableAcceptEncodingBrotli>
                     <HeadersConfig>
                        <HeaderBehavior>whitelist</HeaderBehavior>
                        <Headers>
                           <Quantity>2</Quantity>
                           <Items><Name>Authorization</Name><Name>Accept-Language</Name></Items>
                        </Headers>
                     </HeadersConfig>
                     <CookiesConfig><CookieBehavior>none</CookieBehavior></CookiesConfig>
                     <QueryStringsConfig>
                        <QueryStringBehavior>allExcept</QueryStringBehavior>
                        <QueryStrings><Quantity>1</Quantity><Items><Name>utm_source</Name></Items></QueryStrings>
                     </QueryStringsConfig>
                  </ParametersInCacheKeyAndForwardedToOrigin>
               </CachePolicyConfig>
            </CachePolicy>
            """.formatted(NAMESPACE);

    static final String GET_ORIGIN_REQUEST_POLICY = """
            <OriginRequestPolicy%s>
               <Id>7f3b1c2d-1111-2222-3333-EXAMPLE22222</Id>
               <LastModifiedTime>2026-03-01T08:00:00Z</LastModifiedTime>
               <OriginRequestPolicyConfig>
                  <Comment></Comment>
                  <Name>everything-with-host</Name>
                  <HeadersConfig><HeaderBehavior>allViewer</HeaderBehavior></HeadersConfig>
                  <CookiesConfig>
                     <CookieBehavior>whitelist</CookieBehavior>
                     <Cookies><Quantity>1</Quantity><Items><Name>session</Name></Items></Cookies>
                  </CookiesConfig>
                  <QueryStringsConfig><QueryStringBehavior>all</QueryStringBehavior></QueryStringsConfig>
               </OriginRequestPolicyConfig>
            </OriginRequestPolicy>
            """.formatted(NAMESPACE);

    static final String GET_PUBLIC_ACCESS_BLOCK = """
            <PublicAccessBlockConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
               <BlockPublicAcls>true</BlockPublicAcls>
               <IgnorePublicAcls>true</IgnorePublicAcls>
               <BlockPublicPolicy>false</BlockPublicPolicy>
               <RestrictPublicBuckets>true</RestrictPublicBuckets>
            </PublicAccessBlockConfiguration>
            """;

    static final String GET_BUCKET_ENCRYPTION = """
            <ServerSideEncryptionConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
               <Rule>
                  <ApplyServerSideEncryptionByDefault>
                     <SSEAlgorithm>aws:kms</SSEAlgorithm>
                     <KMSMasterKeyID>arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab</KMSMasterKeyID>
                  </ApplyServerSideEncryptionByDefault>
                  <BucketKeyEnabled>true</BucketKeyEnabled>
               </Rule>
            </ServerSideEncryptionConfiguration>
            """;

    static final String GET_BUCKET_OWNERSHIP_CONTROLS = """
            <OwnershipControls xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
               <Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>
            </OwnershipControls>
            """;

    static final String GET_BUCKET_CORS = """
            <CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
               <CORSRule>
                  <ID>site</ID>
                  <AllowedHeader>*</AllowedHeader>
                  <AllowedMethod>GET</AllowedMethod>
                  <AllowedMethod>HEAD</AllowedMethod>
                  <AllowedOrigin>https://www.example.com</AllowedOrigin>
                  <AllowedOrigin>https://*.example.org</AllowedOrigin>
                  <ExposeHeader>ETag</ExposeHeader>
                  <MaxAgeSeconds>3000</MaxAgeSeconds>
               </CORSRule>
               <CORSRule>
                  <AllowedMethod>PUT</AllowedMethod>
                  <AllowedOrigin>*</AllowedOrigin>
               </CORSRule>
            </CORSConfiguration>
            """;

    static final String GET_OBJECT_ACL = """
            <AccessControlPolicy xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
               <Owner>
                  <ID>79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be</ID>
                  <DisplayName>partner</DisplayName>
               </Owner>
               <AccessControlList>
                  <Grant>
                     <Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser">
                        <ID>79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be</ID>
                        <DisplayName>partner</DisplayName>
                     </Grantee>
                     <Permission>FULL_CONTROL</Permission>
                  </Grant>
                  <Grant>
                     <Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group">
                        <URI>http://acs.amazonaws.com/groups/global/AllUsers</URI>
                     </Grantee>
                     <Permission>READ</Permission>
                  </Grant>
               </AccessControlList>
            </AccessControlPolicy>
            """;

    static final String LIST_OBJECTS_V2 = """
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
               <Name>example-assets</Name>
               <Prefix>docs/a+b%2Bc%25/%C3%BC.html</Prefix>
               <KeyCount>1</KeyCount>
               <MaxKeys>1</MaxKeys>
               <EncodingType>url</EncodingType>
               <IsTruncated>false</IsTruncated>
               <Contents>
                  <Key>docs/a+b%2Bc%25/%C3%BC.html</Key>
                  <LastModified>2026-11-24T09:00:00.000Z</LastModified>
                  <ETag>&quot;30a6ec7e1a9ad79c203d05a589c8b400&quot;</ETag>
                  <Size>77</Size>
                  <Owner>
                     <ID>79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be</ID>
                     <DisplayName>partner</DisplayName>
                  </Owner>
                  <StorageClass>STANDARD</StorageClass>
               </Contents>
            </ListBucketResult>
            """;

    static final String DESCRIBE_KEY = """
            {"KeyMetadata":{
               "AWSAccountId":"123456789012",
               "Arn":"arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
               "CreationDate":1.744044144E9,
               "CustomerMasterKeySpec":"SYMMETRIC_DEFAULT",
               "Description":"",
               "Enabled":true,
               "EncryptionAlgorithms":["SYMMETRIC_DEFAULT"],
               "KeyId":"1234abcd-12ab-34cd-56ef-1234567890ab",
               "KeyManager":"CUSTOMER",
               "KeySpec":"SYMMETRIC_DEFAULT",
               "KeyState":"Enabled",
               "KeyUsage":"ENCRYPT_DECRYPT",
               "MultiRegion":false,
               "Origin":"AWS_KMS"}}
            """;

    static final String GET_KEY_POLICY = """
            {"Policy":"{\\n  \\"Version\\" : \\"2012-10-17\\",\\n  \\"Statement\\" : [ ]\\n}","PolicyName":"default"}
            """;

    static final String LOOKUP_EVENTS = """
            {"Events":[
               {"AccessKeyId":"ASIAIOSFODNN7EXAMPLE",
                "CloudTrailEvent":"{\\"eventVersion\\":\\"1.11\\",\\"requestParameters\\":{\\"bucketName\\":\\"example-assets\\"}}",
                "EventId":"3e7c5f9a-1b2c-4d3e-8f90-a1b2c3d4e5f6","EventName":"DeleteBucketPolicy",
                "EventSource":"s3.amazonaws.com","EventTime":1.795514413E9,"ReadOnly":"false",
                "Resources":[{"ResourceName":"example-assets","ResourceType":"AWS::S3::Bucket"}],
                "Username":"deploy-bot"}]}
            """;

    static final String LIST_FUNCTIONS = """
            {"Functions":[
               {"FunctionName":"render","FunctionArn":"arn:aws:lambda:eu-west-1:123456789012:function:render",
                "Runtime":"java17","MemorySize":512,"Environment":{"Variables":{"PASSWORD":"hunter2"}},
                "LastModified":"2026-11-24T09:58:12.000+0000"},
               {"FunctionName":"resize","LastModified":"2025-02-01T08:00:00.000+0000","Environment":null}],
             "NextMarker":null}
            """;

    static final String LIST_FUNCTION_URL_CONFIGS = """
            {"FunctionUrlConfigs":[
               {"AuthType":"AWS_IAM","Cors":null,"CreationTime":"2025-11-03T10:00:00.000Z",
                "FunctionArn":"arn:aws:lambda:eu-west-1:123456789012:function:render",
                "FunctionUrl":"https://abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-west-1.on.aws/",
                "InvokeMode":"BUFFERED","LastModifiedTime":"2025-11-03T10:00:00.000Z"},
               {"AuthType":"NONE","CreationTime":"2025-11-04T10:00:00.000Z",
                "FunctionArn":"arn:aws:lambda:eu-west-1:123456789012:function:render:live",
                "FunctionUrl":"https://zyxwvutsrqponmlkjihgfedcba543210.lambda-url.eu-west-1.on.aws/",
                "LastModifiedTime":"2025-11-04T10:00:00.000Z"}],
             "NextMarker":null}
            """;

    static final String GET_FUNCTION_URL_CONFIG = """
            {"AuthType":"AWS_IAM","Cors":{"AllowMethods":["GET"],"AllowOrigins":["https://www.example.com"],"MaxAge":300},
             "CreationTime":"2025-11-04T10:00:00.000Z",
             "FunctionArn":"arn:aws:lambda:eu-west-1:123456789012:function:render:live",
             "FunctionUrl":"https://zyxwvutsrqponmlkjihgfedcba543210.lambda-url.eu-west-1.on.aws/",
             "InvokeMode":"BUFFERED","LastModifiedTime":"2025-11-04T10:00:00.000Z"}
            """;

    static final String GET_POLICY = """
            {"Policy":"{\\"Version\\":\\"2012-10-17\\",\\"Id\\":\\"default\\",\\"Statement\\":[]}",
             "RevisionId":"4843f2f6-7c59-4fda-b484-afd0bc0e22b8"}
            """;

    static final String GET_REST_API = """
            {"apiKeySource":"HEADER","createdDate":1738576800,"disableExecuteApiEndpoint":true,
             "endpointConfiguration":{"ipAddressType":"ipv4","types":["REGIONAL"]},
             "id":"a1b2c3d4e5","name":"orders",
             "policy":"{\\\\\\"Version\\\\\\":\\\\\\"2012-10-17\\\\\\",\\\\\\"Statement\\\\\\":[]}",
             "rootResourceId":"2jf6xt","tags":{"team":"shop"}}
            """;

    static final String GET_REST_API_STAGE = """
            {"cacheClusterEnabled":false,"cacheClusterStatus":"NOT_AVAILABLE","createdDate":1738576800,
             "deploymentId":"rbh1fj","lastUpdatedDate":1770114600,
             "methodSettings":{"*/*":{"metricsEnabled":true,"throttlingBurstLimit":5000}},
             "stageName":"prod","tracingEnabled":false,
             "webAclArn":"arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/api/a1b2c3d4-5678-90ab-cdef-EXAMPLE22222"}
            """;

    static final String GET_SAMPLED_REQUESTS = """
            {"PopulationSize":1,
             "SampledRequests":[{"Action":"BLOCK",
               "Labels":[{"Name":"awswaf:managed:aws:core-rule-set:SizeRestrictions_Body"}],
               "Request":{"ClientIP":"192.0.2.10","Country":"DE","HTTPVersion":"HTTP/2.0",
                 "Headers":[{"Name":"user-agent","Value":"curl/8.9.1"}],"Method":"POST","URI":"/admin/login"},
               "RuleNameWithinRuleGroup":"AWS#AWSManagedRulesCommonRuleSet#SizeRestrictions_BODY",
               "Timestamp":1795521784,"Weight":1}],
             "TimeWindow":{"EndTime":1795523400,"StartTime":1795521600}}
            """;

    static final String GET_HTTP_API = """
            {"apiEndpoint":"https://f6g7h8i9j0.execute-api.eu-west-1.amazonaws.com","apiId":"f6g7h8i9j0",
             "apiKeySelectionExpression":"$request.header.x-api-key",
             "corsConfiguration":{"allowMethods":["GET"],"maxAge":300},
             "createdDate":"2025-02-03T10:00:00Z","disableExecuteApiEndpoint":false,"name":"feed","protocolType":"HTTP",
             "routeSelectionExpression":"$request.method $request.path","tags":{"team":"shop"}}
            """;

    static final String GET_HTTP_API_STAGE = """
            {"autoDeploy":true,"createdDate":"2025-02-03T10:00:00Z",
             "defaultRouteSettings":{"detailedMetricsEnabled":false,"throttlingRateLimit":10.5},
             "deploymentId":"dr9sx2","lastUpdatedDate":"2025-02-03T10:00:01Z","routeSettings":{},
             "stageName":"$default","stageVariables":{"table":"feed"}}
            """;

    static final String DESCRIBE_RULES = """
            <DescribeRulesResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">
              <DescribeRulesResult>
                <Rules>
                  <member>
                    <IsDefault>false</IsDefault>
                    <Conditions>
                      <member>
                        <Field>http-header</Field>
                        <HttpHeaderConfig>
                          <HttpHeaderName>X-Origin-Verify</HttpHeaderName>
                          <Values><member>hunter2</member></Values>
                        </HttpHeaderConfig>
                      </member>
                    </Conditions>
                    <Priority>10</Priority>
                    <RuleArn>arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee</RuleArn>
                    <Actions>
                      <member>
                        <Type>forward</Type>
                        <TargetGroupArn>arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop/73e2d6bc24d8a067</TargetGroupArn>
                        <Order>1</Order>
                      </member>
                    </Actions>
                  </member>
                  <member>
                    <IsDefault>true</IsDefault>
                    <Conditions/>
                    <Priority>default</Priority>
                    <RuleArn>arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/1291d13826f405c3</RuleArn>
                    <Actions>
                      <member>
                        <Type>fixed-response</Type>
                        <Order>1</Order>
                        <FixedResponseConfig>
                          <StatusCode>403</StatusCode>
                          <ContentType>text/plain</ContentType>
                          <MessageBody></MessageBody>
                        </FixedResponseConfig>
                      </member>
                    </Actions>
                  </member>
                </Rules>
              </DescribeRulesResult>
              <ResponseMetadata><RequestId>EXAMPLEREQUEST</RequestId></ResponseMetadata>
            </DescribeRulesResponse>
            """;
}

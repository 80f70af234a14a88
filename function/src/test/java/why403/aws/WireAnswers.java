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
}

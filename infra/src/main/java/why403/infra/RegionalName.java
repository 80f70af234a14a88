package why403.infra;

import software.amazon.awscdk.Names;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.constructs.Construct;

/** Names for resources whose names are shared by all regions of an account, such as dashboards. */
final class RegionalName {

    private static final int MAX_LENGTH = 90;

    private RegionalName() {}

    /** A name made from the construct's path and the stack's region. It is known before anything is deployed. */
    static String of(Construct construct) {
        String path = Names.uniqueResourceName(
                construct,
                UniqueResourceNameOptions.builder()
                        .maxLength(MAX_LENGTH)
                        .separator("-")
                        .build());
        return path + "-" + Stack.of(construct).getRegion();
    }
}

package why403.infra;

import java.nio.file.Path;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.Code;
import software.constructs.Construct;

/** A stack that contains only {@link Why403}. */
public final class Why403Stack extends Stack {

    /** @param jar the function's jar, as Maven packs it */
    public Why403Stack(Construct scope, String id, StackProps stackProps, Why403Props props, Path jar) {
        super(scope, id, stackProps);
        new Why403(this, "Why403", props, Code.fromAsset(jar.toString()));
    }
}

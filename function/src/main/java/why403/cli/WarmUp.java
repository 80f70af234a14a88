package why403.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;

/**
 * Loads the classes that read JSON and distributions while the arguments are still being parsed: a third of a second of
 * loading, of which two cores do half at once.
 */
final class WarmUp implements Runnable {

    private final Set<Class<?>> loaded = new HashSet<>();

    /** Starts it beside everything else; the process does not wait for it to end. */
    static void begin() {
        Thread thread = new Thread(new WarmUp(), "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            new JsonMapper().readTree("{\"Records\":[{\"eventTime\":\"\"}]}");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The text above is JSON", impossible);
        }
        load(GetDistributionResponse.builder());
    }

    private void load(SdkPojo pojo) {
        if (loaded.add(pojo.getClass())) {
            pojo.sdkFields().forEach(this::loadTypeOf);
        }
    }

    private void loadTypeOf(SdkField<?> field) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            load(field.constructor().get());
        } else if (field.marshallingType() == MarshallingType.LIST) {
            loadTypeOf(field.getTrait(ListTrait.class).memberFieldInfo());
        }
    }
}

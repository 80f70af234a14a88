package why403.policy;

/** The part of a statement that does not match a request. */
public enum Part {
    PRINCIPAL,
    ACTION,
    RESOURCE,
    CONDITION
}

namespace IrisFlow.Testing;

/// <summary>A family of injected values whose members may live in any assembly.</summary>
public abstract class AnyKind;

/// <summary>A member that lives in this assembly.</summary>
[Kind("other")]
public sealed class OtherKind : AnyKind;

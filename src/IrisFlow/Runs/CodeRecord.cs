namespace IrisFlow;

/// <summary>The code behind a fingerprint, in enough detail to say later what changed.</summary>
/// <param name="Fingerprint">The fingerprint, in hexadecimal.</param>
/// <param name="Methods">Everything that was reached, sorted by name.</param>
/// <param name="Warnings">What could not be seen into: reflection, <c>dynamic</c>, native calls.</param>
public sealed record CodeRecord(string Fingerprint, IReadOnlyList<MethodHash> Methods, IReadOnlyList<string> Warnings);

/// <summary>A piece of code and its hash: a method, a package, the runtime, read-only data, a resource.</summary>
/// <param name="Name">A readable name, unique in its list: <c>Iris.RemoveLongSepals.RunAsync(StepContext)</c>.</param>
/// <param name="Hash">The hash of its content, in hexadecimal.</param>
public sealed record MethodHash(string Name, string Hash);

using System.Text.Json;

namespace IrisFlow.Server.Problems;

/// <summary>A request that is answered with a status of its own, where the exit code alone does not say which.</summary>
/// <param name="status">The status.</param>
/// <param name="findings">Why, at least one.</param>
internal sealed class Refusal(int status, IReadOnlyList<Finding> findings) : IrisFlowException(findings)
{
    /// <summary>One finding.</summary>
    public Refusal(int status, Finding finding)
        : this(status, [finding])
    {
    }

    /// <summary>The status.</summary>
    public int Status => status;

    /// <summary>Writes members of the problem beyond those that every problem has.</summary>
    public Action<Utf8JsonWriter>? More { get; init; }

    /// <summary>Headers of the answer: which challenge it is, when to come again.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}

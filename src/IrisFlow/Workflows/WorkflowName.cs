using System.Buffers;

namespace IrisFlow;

/// <summary>What workflows and steps can be named: each is also a folder.</summary>
public static class WorkflowName
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    /// <summary>What a name may be, for messages.</summary>
    public const string Form = "A name has 1 to 100 letters, digits, '-' and '_', and is no device of Windows such as aux or com1: it is also a folder.";

    /// <summary>True for a name that can be one.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 100 && name.AsSpan().IndexOfAnyExcept(Characters) < 0 && name[0] != '-' && !IsDevice(name.ToUpperInvariant());

    // On Windows no folder can have such a name, and who shares the workspace may work there.
    private static bool IsDevice(string name) => name is "CON" or "PRN" or "AUX" or "NUL" or ['C', 'O', 'M', >= '0' and <= '9'] or ['L', 'P', 'T', >= '0' and <= '9'];

    /// <summary>Refuses a name of a workflow that can't be one.</summary>
    /// <exception cref="IrisFlowException">It is none.</exception>
    public static void Require(string name)
    {
        if (!IsValid(name))
        {
            throw new IrisFlowException(new Finding("IF006", $"'{name}' can't be a workflow's name.") { Expected = Form });
        }
    }
}

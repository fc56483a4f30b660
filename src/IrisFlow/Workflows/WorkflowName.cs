using System.Buffers;

namespace IrisFlow;

/// <summary>What workflows and steps can be named: each is also a folder.</summary>
public static class WorkflowName
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    /// <summary>What a name may be, for messages.</summary>
    public const string Form = "A name has 1 to 100 letters, digits, '-' and '_': it is also a folder.";

    /// <summary>True for a name that can be one.</summary>
    public static bool IsValid(string name) => name.Length is > 0 and <= 100 && name.AsSpan().IndexOfAnyExcept(Characters) < 0 && name[0] != '-';

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

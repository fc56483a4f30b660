namespace IrisFlow;

/// <summary>The name of a port in workflow files, where it can't follow from the C# name: rows go in and rows come out.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PortAttribute(string name) : Attribute
{
    /// <summary>What stands in workflow files.</summary>
    public string Name => name;
}

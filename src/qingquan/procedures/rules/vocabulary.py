"""The part of BPMN 2.0 that is known here: what is run, what is only drawn, and what is refused by its Chinese name."""

from qingquan.procedures.rules.diagram import Shape

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DRAWING = "http://www.omg.org/spec/BPMN/20100524/DI"
GEOMETRY = "http://www.omg.org/spec/DD/20100524/DC"
LINES = "http://www.omg.org/spec/DD/20100524/DI"

RUN = {
    "startEvent": Shape.START,
    "endEvent": Shape.END,
    "task": Shape.STEP,
    "userTask": Shape.STEP,
    "manualTask": Shape.STEP,
    "exclusiveGateway": Shape.EXCLUSIVE,
    "parallelGateway": Shape.PARALLEL,
    "subProcess": Shape.SUB_PROCESS,
    "boundaryEvent": Shape.TIMER,
}

DRAWN = {
    "textAnnotation": Shape.NOTE,
    "dataObjectReference": Shape.DATA,
    "dataStoreReference": Shape.DATA,
    "group": Shape.GROUP,
}

REFUSED = {
    "scriptTask": "脚本任务（scriptTask）",
    "serviceTask": "服务任务（serviceTask）",
    "sendTask": "发送任务（sendTask）",
    "receiveTask": "接收任务（receiveTask）",
    "businessRuleTask": "业务规则任务（businessRuleTask）",
    "callActivity": "调用活动（callActivity）",
    "transaction": "事务子流程（transaction）",
    "adHocSubProcess": "特设子流程（adHocSubProcess）",
    "inclusiveGateway": "包容网关（inclusiveGateway）",
    "complexGateway": "复杂网关（complexGateway）",
    "eventBasedGateway": "事件网关（eventBasedGateway）",
    "intermediateCatchEvent": "中间捕获事件（intermediateCatchEvent）",
    "intermediateThrowEvent": "中间抛出事件（intermediateThrowEvent）",
    "implicitThrowEvent": "隐式抛出事件（implicitThrowEvent）",
    "standardLoopCharacteristics": "循环任务（standardLoopCharacteristics）",
    "multiInstanceLoopCharacteristics": "多实例任务（multiInstanceLoopCharacteristics）",
    "messageEventDefinition": "消息事件（messageEventDefinition）",
    "signalEventDefinition": "信号事件（signalEventDefinition）",
    "errorEventDefinition": "错误事件（errorEventDefinition）",
    "escalationEventDefinition": "升级事件（escalationEventDefinition）",
    "compensateEventDefinition": "补偿事件（compensateEventDefinition）",
    "conditionalEventDefinition": "条件事件（conditionalEventDefinition）",
    "cancelEventDefinition": "取消事件（cancelEventDefinition）",
    "terminateEventDefinition": "终止事件（terminateEventDefinition）",
    "linkEventDefinition": "链接事件（linkEventDefinition）",
    "timerEventDefinition": "此处的定时事件（timerEventDefinition）",
    "eventDefinitionRef": "引用的事件定义（eventDefinitionRef）",
    "timeDate": "定日定时器（timeDate）",
    "timeCycle": "循环定时器（timeCycle）",
    "isForCompensation": "补偿活动（isForCompensation）",
    "triggeredByEvent": "事件子流程（triggeredByEvent）",
    "startQuantity": "多令牌活动（startQuantity）",
    "completionQuantity": "多令牌活动（completionQuantity）",
    "correlationSubscription": "消息关联（correlationSubscription）",
}
"""What would change the run, by element or attribute; the words say what stands in the diagram."""

HARMLESS = frozenset(
    {
        "documentation",
        "extensionElements",
        "incoming",
        "outgoing",
        "ioSpecification",
        "property",
        "dataInputAssociation",
        "dataOutputAssociation",
        "laneSet",
        "auditing",
        "monitoring",
        "categoryValueRef",
        "resourceRole",
        "performer",
        "humanPerformer",
        "potentialOwner",
        "dataObject",
        "dataState",
        "supportedInterfaceRef",
        "rendering",
        "text",
        "timerEventDefinition",
    }
)
"""Children that say something about their parent or to other systems, and change nothing here."""


def refused_shape(tag: str) -> Shape:
    """How an element that is not run is drawn."""
    if tag.endswith("Gateway"):
        return Shape.REFUSED_GATEWAY
    if tag.endswith(("SubProcess", "transaction")):
        return Shape.REFUSED_SUB_PROCESS
    return Shape.REFUSED_EVENT if tag.endswith("Event") else Shape.REFUSED_TASK

// bpmn-js in Chinese: the community's translation, and here what it lacks or names differently from our pages.

import community from 'bpmn-js-i18n/translations/zn.js';

const ours = {
  'Align elements': '对齐',
  'Align elements bottom': '底端对齐',
  'Align elements center': '水平居中',
  'Align elements left': '左对齐',
  'Align elements middle': '垂直居中',
  'Align elements right': '右对齐',
  'Align elements top': '顶端对齐',
  'Append text annotation': '添加注释',
  'Change element': '更改类型',
  'Connect to other element': '连到另一节点',
  'Create expanded sub-process': '新建子流程',
  'Create gateway': '新建网关',
  'Create pool/participant': '新建泳池',
  'Create task': '新建步骤',
  'Distribute elements horizontally': '横向等距排列',
  'Distribute elements vertically': '纵向等距排列',
  'Exclusive gateway': '排他网关',
  'No matching elements found': '没有找到',
  Search: '查找',
  Task: '步骤',
  'Toggle non-interrupting': '切换是否中断',
  'User task': '用户任务',
};

function translate(template, values = {}) {
  const text = ours[template] ?? community[template] ?? template;
  return text.replace(/{([^}]+)}/g, (gap, name) => values[name] ?? gap);
}

export const chinese = { translate: ['value', translate] };
